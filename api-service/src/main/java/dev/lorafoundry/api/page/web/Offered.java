package dev.lorafoundry.api.page.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from on the form of a run, beside what settings declare.
 *
 * @param models base models, newest first
 * @param starts checkpoints to go on from
 * @param vaes that may take the place of the base model's
 */
record Offered(List<Field.Option> models, List<Field.Option> starts, List<Field.Option> vaes) {
  private static final String START = "startFrom";
  private static final String VAE = "vae";

  Offered {
    models = List.copyOf(models);
    starts = List.copyOf(starts);
    vaes = List.copyOf(vaes);
  }

  /**
   * The field of base models.
   *
   * @param asked id of the one that is asked for; absent: the newest
   */
  Field model(@Nullable String asked) {
    List<Field.Option> options =
        asked == null && !models.isEmpty()
            ? chosen(models, List.of(models.get(0).value()))
            : chosen(models, asked == null ? List.of() : List.of(asked));
    return Field.choice(
            "baseModel", Phrase.of("train.base-model"), options, Phrase.of("train.base-model-help"))
        .overWholeRow();
  }

  /** The same settings, those that name something with what there is of it. */
  Map<String, FormSetting> in(Map<String, FormSetting> training) {
    Map<String, FormSetting> settings = new LinkedHashMap<>(training);
    Phrase aboutStarts = Phrase.of(starts.isEmpty() ? "train.start-none" : "train.start-any");
    Phrase aboutVaes = Phrase.of(vaes.isEmpty() ? "train.vae-none" : "train.vae-any");
    settings.computeIfPresent(START, (name, setting) -> ofAny(setting, starts, aboutStarts));
    settings.computeIfPresent(VAE, (name, setting) -> ofAny(setting, vaes, aboutVaes));
    return settings;
  }

  private static FormSetting ofAny(FormSetting setting, List<Field.Option> offered, Phrase about) {
    List<String> asked =
        Arrays.stream(setting.field().value().split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList();
    return setting.with(setting.field().ofAny(chosen(offered, asked), about));
  }

  /** The options, with those chosen that are asked for; what is not among them is added. */
  private static List<Field.Option> chosen(List<Field.Option> offered, List<String> asked) {
    List<Field.Option> options = new ArrayList<>();
    for (Field.Option each : offered) {
      options.add(new Field.Option(each.value(), each.label(), asked.contains(each.value())));
    }
    asked.stream()
        .filter(value -> offered.stream().noneMatch(each -> each.value().equals(value)))
        .forEach(
            value ->
                options.add(new Field.Option(value, Phrase.of("train.not-offered", value), true)));
    return options;
  }
}
