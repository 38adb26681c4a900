package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.CompareTable.Choice;
import dev.lorafoundry.api.page.web.CompareTable.Value;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** In what some jobs differ: base model, settings. */
final class JobDifferences {
  private JobDifferences() {}

  /** What not all jobs share, with the places in the list of those that have each value. */
  static List<Choice> of(List<Job> jobs) {
    List<Map<String, Object>> settings =
        jobs.stream()
            .map(job -> SettingsCatalogue.TRAINING.valuesOf(job.ticket().settings()))
            .toList();
    Choice model =
        choice(
            "base-model",
            Phrase.of("compare.base-model"),
            jobs.stream().map(job -> job.ticket().baseModel().name()).toList());
    Function<String, Choice> ofSetting =
        name ->
            choice(
                name,
                SettingsFields.TRAINING.label(name),
                settings.stream().map(each -> SettingsFields.text(each.get(name))).toList());
    return Stream.concat(
            Stream.of(model),
            SettingsCatalogue.TRAINING.definitions().stream()
                .map(SettingDefinition::name)
                .map(ofSetting))
        .filter(choice -> choice.values().size() > 1)
        .toList();
  }

  private static Choice choice(String id, Phrase label, List<String> valueOfJob) {
    Map<String, List<Integer>> jobs = new LinkedHashMap<>();
    for (int job = 0; job < valueOfJob.size(); job++) {
      jobs.computeIfAbsent(valueOfJob.get(job), unknown -> new ArrayList<>()).add(job);
    }
    return new Choice(
        id,
        label,
        jobs.entrySet().stream().map(each -> new Value(each.getKey(), each.getValue())).toList());
  }
}
