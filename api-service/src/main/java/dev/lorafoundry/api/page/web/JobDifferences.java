package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.CompareTable.Choice;
import dev.lorafoundry.api.page.web.CompareTable.Value;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In what some jobs differ, and can be chosen by: name, base model, settings. */
final class JobDifferences {
  private static final String JOB = "job";
  private static final String MODEL = "base-model";

  private final Map<JobId, Map<String, String>> valuesOfJobs = new LinkedHashMap<>();

  JobDifferences(Collection<Job> jobs) {
    jobs.forEach(job -> valuesOfJobs.put(job.id(), values(job)));
  }

  private static Map<String, String> values(Job job) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(JOB, job.ticket().name());
    values.put(MODEL, job.ticket().baseModel().name());
    SettingsCatalogue.TRAINING
        .valuesOf(job.ticket().settings())
        .forEach((name, value) -> values.put(name, SettingsFields.text(value)));
    return values;
  }

  Map<JobId, String> names() {
    return valuesOfJobs.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getOrDefault(JOB, "")));
  }

  /** Jobs that are wanted. */
  Set<JobId> admitted(CompareChoice choice) {
    return valuesOfJobs.entrySet().stream()
        .filter(each -> choice.admits(each.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What not all jobs share, and what is chosen already, each with all values. */
  List<Choice> choices(CompareChoice choice) {
    Stream<String> names =
        SettingsCatalogue.TRAINING.definitions().stream().map(SettingDefinition::name);
    return Stream.concat(Stream.of(JOB, MODEL), names)
        .map(name -> choice(name, choice.where().getOrDefault(name, "")))
        .filter(each -> each.values().size() > 1 || choice.where().containsKey(each.id()))
        .toList();
  }

  private Choice choice(String name, String chosen) {
    Stream<String> values =
        valuesOfJobs.values().stream().map(each -> each.getOrDefault(name, "")).distinct();
    return new Choice(
        name,
        label(name),
        Value.withChosen(values.map(text -> Value.of(text, chosen)).toList(), chosen),
        true);
  }

  private static Phrase label(String name) {
    return switch (name) {
      case JOB -> Phrase.of("compare.job");
      case MODEL -> Phrase.of("compare.base-model");
      default -> SettingsFields.TRAINING.label(name);
    };
  }
}
