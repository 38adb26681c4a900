package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a version has already.
 *
 * @param names of its jobs
 * @param trained jobs that no combination is to be trained again for
 */
record Existing(Set<String> names, List<Job> trained) {
  Existing {
    names = Set.copyOf(names);
    trained = List.copyOf(trained);
  }

  /** Nothing but names: whatever is asked for is trained. */
  static Existing named(Set<String> names) {
    return new Existing(names, List.of());
  }

  /**
   * Jobs of a kind by their settings without metadata; of like ones that are not done the last one
   * counts.
   */
  Map<TrainingSettings, Job> trained(Predicate<Job> kind) {
    Map<TrainingSettings, Job> bySettings = new LinkedHashMap<>();
    trained.stream()
        .filter(kind)
        .forEach(
            job ->
                bySettings.merge(job.ticket().settings().withoutMetadata(), job, Existing::done));
    return bySettings;
  }

  private static Job done(Job first, Job second) {
    return first.standing().state() == WorkState.DONE ? first : second;
  }
}
