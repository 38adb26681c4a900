package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.run.HalvingForm;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The fields of which checkpoints of a run stay, and which of its jobs go on. */
final class SelectionFields {
  private static final String KEEP = "keep";
  private static final String COUNT = "keep-count";
  private static final String HALVING = "halving";
  private static final String ETA = "halving-eta";
  private static final String MIN_EPOCHS = "halving-minEpochs";

  /** At which field it is said what is wrong with which parts of a request. */
  private static final Map<String, Set<String>> PARTS = parts();

  private SelectionFields() {}

  private static Map<String, Set<String>> parts() {
    Map<String, Set<String>> parts = new LinkedHashMap<>();
    parts.put(COUNT, Set.of("keep", "keep.best", "keep.latest"));
    parts.put(HALVING, Set.of("halving"));
    parts.put(ETA, Set.of("halving.eta"));
    parts.put(MIN_EPOCHS, Set.of("halving.minEpochs"));
    return parts;
  }

  /**
   * Fields that show what somebody asked for.
   *
   * @param keep absent: all checkpoints stay
   * @param halving absent: no job ends early
   */
  static List<Field> fields(@Nullable KeepForm keep, @Nullable HalvingForm halving) {
    boolean best = keep != null && keep.best() != null;
    Object count = keep == null ? null : best ? keep.best() : keep.latest();
    return List.of(
        Field.choice(
            KEEP,
            Phrase.of("train.keep"),
            List.of(
                new Field.Option("all", Phrase.of("train.keep-all"), keep == null),
                new Field.Option("best", Phrase.of("train.keep-best"), best),
                new Field.Option("latest", Phrase.of("train.keep-latest"), keep != null && !best)),
            Phrase.of("train.keep-help")),
        Field.text(
            COUNT,
            Phrase.of("train.keep-count"),
            SettingsFields.text(count),
            Phrase.of("train.keep-count-help")),
        Field.choice(
            HALVING,
            Phrase.of("train.halving"),
            List.of(
                new Field.Option("false", Phrase.of("choice.off"), halving == null),
                new Field.Option("true", Phrase.of("choice.on"), halving != null)),
            Phrase.of("train.halving-help")),
        Field.text(
                ETA,
                Phrase.of("train.eta"),
                SettingsFields.text(halving == null ? null : halving.eta()),
                Phrase.of("train.eta-help"))
            .whenEmpty("3"),
        Field.text(
                MIN_EPOCHS,
                Phrase.of("train.min-epochs"),
                SettingsFields.text(halving == null ? null : halving.minEpochs()),
                Phrase.of("train.min-epochs-help"))
            .whenEmpty("1"));
  }

  /** What a posted form says of the checkpoints that stay; absent: all do. */
  static @Nullable KeepForm keep(MultiValueMap<String, String> form) {
    String count = Objects.requireNonNullElse(form.getFirst(COUNT), "");
    String chosen = Objects.requireNonNullElse(form.getFirst(KEEP), "all");
    return switch (chosen) {
      case "all" -> null;
      case "best" -> new KeepForm(count, null);
      case "latest" -> new KeepForm(null, count);
      default ->
          throw RequestRefused.badRequest(
              "keep '%s' is not allowed: choose all, best or latest.".formatted(chosen));
    };
  }

  /** What a posted form says of jobs that end early; absent: none does. */
  static @Nullable HalvingForm halving(MultiValueMap<String, String> form) {
    return "true".equals(form.getFirst(HALVING))
        ? new HalvingForm(given(form.getFirst(ETA)), given(form.getFirst(MIN_EPOCHS)))
        : null;
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** The field at which it is said what is wrong with a part of a request. */
  static Optional<String> fieldOf(String part) {
    return PARTS.entrySet().stream()
        .filter(field -> field.getValue().contains(part))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A problem for each field; of fields that have none, an empty one that clears the last. */
  static List<FieldProblem> problems(List<SettingProblem> found) {
    return PARTS.entrySet().stream()
        .map(field -> FieldProblem.of(field.getKey(), field.getValue(), found))
        .toList();
  }
}
