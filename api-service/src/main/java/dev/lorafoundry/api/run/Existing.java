package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a version has already.
 *
 * @param names of its jobs
 * @param trained jobs that need no second one like them, by their settings
 */
record Existing(Set<String> names, Map<TrainingSettings, Job> trained) {
  Existing {
    names = Set.copyOf(names);
    trained = Map.copyOf(trained);
  }

  /** Nothing but names: whatever is asked for is trained. */
  static Existing named(Set<String> names) {
    return new Existing(names, Map.of());
  }

  /**
   * @param trained jobs that no combination is to be trained again for; of like ones that are not
   *     done the last one counts
   */
  static Existing of(Set<String> names, Collection<Job> trained) {
    Map<TrainingSettings, Job> bySettings = new LinkedHashMap<>();
    for (Job job : trained) {
      bySettings.merge(job.ticket().settings(), job, Existing::done);
    }
    return new Existing(names, bySettings);
  }

  private static Job done(Job first, Job second) {
    return first.standing().state() == WorkState.DONE ? first : second;
  }
}
