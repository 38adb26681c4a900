package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Combinations of a grid without those that there is a job for already.
 *
 * @param notes a sentence for each of the first that were left out, and one for all others
 */
record Untrained(List<TrainingSettings> combinations, List<String> notes) {
  private static final int TOLD = 10;

  Untrained {
    combinations = List.copyOf(combinations);
    notes = List.copyOf(notes);
  }

  /**
   * @param trained jobs by their settings without metadata
   * @param varied settings that have several values, which tell the combinations apart
   * @throws RunRefused if no combination is left
   */
  static Untrained of(
      List<TrainingSettings> all, Set<String> varied, Map<TrainingSettings, Job> trained) {
    List<TrainingSettings> left = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    int untold = 0;
    for (TrainingSettings settings : all) {
      Job job = trained.get(settings.withoutMetadata());
      if (job == null) {
        left.add(settings);
      } else if (notes.size() == TOLD) {
        untold++;
      } else {
        notes.add(note(settings, varied, job));
      }
    }
    if (left.isEmpty()) {
      throw nothingLeft(all, trained);
    }
    if (untold > 0) {
      notes.add("And %d more combinations are there already.".formatted(untold));
    }
    return new Untrained(left, notes);
  }

  private static String note(TrainingSettings settings, Set<String> varied, Job job) {
    Map<String, Object> values = SettingsCatalogue.TRAINING.valuesOf(settings);
    String combination =
        varied.stream()
            .map(name -> name + " " + JobNames.text(name, values.get(name)))
            .collect(Collectors.joining(", "));
    return "Combination %s is there already: job %s.".formatted(combination, told(job));
  }

  private static RunRefused nothingLeft(
      List<TrainingSettings> all, Map<TrainingSettings, Job> trained) {
    String first = told(Objects.requireNonNull(trained.get(all.get(0).withoutMetadata())));
    String message =
        all.size() == 1
            ? "The only combination is there already: job %s.".formatted(first)
            : "All %d combinations are there already, the first as job %s."
                .formatted(all.size(), first);
    return new RunRefused(
        List.of(
            new SettingProblem(
                "skipTrained",
                "true",
                message
                    + " Change a setting or the dataset, or do not leave out what is trained already (skipTrained).")));
  }

  private static String told(Job job) {
    return "%s, which is %s".formatted(job.ticket().name(), job.standing().state().words());
  }
}
