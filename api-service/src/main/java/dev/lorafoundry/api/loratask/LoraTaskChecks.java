package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.LoraTaskKind;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is asked of a LoRA task, and says everything that is wrong with it at once. */
final class LoraTaskChecks {
  private static final String NOT_IN_FILE_NAMES = ":*?\"<>|";

  private final Sources sources;

  LoraTaskChecks(Sources sources) {
    this.sources = sources;
  }

  /** What is to be done. */
  record Plan(String name, List<LoraTaskJob.Source> sources, LoraTaskSettings settings) {}

  /**
   * In a transaction, nobody drops a source until it ends.
   *
   * @throws InvalidSettings with every problem
   */
  Plan check(LoraTaskForm form) {
    List<SettingProblem> problems = new ArrayList<>();
    Optional<LoraTaskSettings> settings = settings(form, problems);
    List<Sources.Source> found = sources.of(form, problems);
    settings.ifPresent(read -> sources.check(read, found, form, problems));
    Optional<String> name = name(form.name(), problems);
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    LoraTaskSettings read = settings.orElseThrow();
    return new Plan(
        name.orElseGet(() -> nameOf(read, found.get(0).checkpoint())),
        found.stream().map(LoraTaskChecks::source).toList(),
        read);
  }

  private static Optional<LoraTaskSettings> settings(
      LoraTaskForm form, List<SettingProblem> problems) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    if (form.settings() != null) {
      given.putAll(form.settings());
    }
    if (given.remove("kind") != null) {
      problems.add(
          new SettingProblem(
              "kind", "settings", "kind stands beside settings, not among them: move it there."));
    }
    if (form.kind() == null) {
      problems.add(new SettingProblem("kind", "", "kind is missing: give resize or merge."));
    } else {
      given.put("kind", form.kind());
    }
    try {
      LoraTaskSettings read = SettingsCatalogue.LORA_TASK.read(given);
      return form.kind() == null ? Optional.empty() : Optional.of(read);
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** Empty where none was given, or one that can't be. */
  private static Optional<String> name(@Nullable String given, List<SettingProblem> problems) {
    if (given == null) {
      return Optional.empty();
    }
    try {
      String name = Names.checked(given);
      if (name.chars().allMatch(each -> NOT_IN_FILE_NAMES.indexOf(each) < 0)) {
        return Optional.of(name);
      }
      problems.add(
          new SettingProblem(
              "name",
              SettingProblem.shown(name),
              "name '%s' can't be that of a file: remove %s from it."
                  .formatted(SettingProblem.shown(name), NOT_IN_FILE_NAMES)));
    } catch (NameRefused e) {
      problems.add(
          new SettingProblem("name", SettingProblem.shown(given), String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private static String nameOf(LoraTaskSettings settings, Checkpoint first) {
    return first.stem() + (settings.kind() == LoraTaskKind.RESIZE ? "-resized" : "-merged");
  }

  private static LoraTaskJob.Source source(Sources.Source source) {
    Checkpoint checkpoint = source.checkpoint();
    return new LoraTaskJob.Source(
        new LoraReference(
            checkpoint.id().value(), checkpoint.name(), checkpoint.key(), checkpoint.sha256()),
        source.weight());
  }
}
