package dev.lorafoundry.api.run;

import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which checkpoints after steps the best can't be chosen from. */
final class KeepNotes {
  private KeepNotes() {}

  static List<String> of(@Nullable Keep keep, List<PlannedJob> jobs) {
    List<String> notes = new ArrayList<>();
    if (!(keep instanceof Keep.Best)) {
      return notes;
    }
    if (any(jobs, job -> job.settings().validation().validates())) {
      notes.add(
          "keep best puts checkpoints of saveEverySteps behind those with a validation loss, which only the ends of epochs have: none of them stays where there are enough of these.");
    }
    if (any(
        jobs,
        job ->
            !job.settings().validation().validates()
                && job.settings().output().saveEverySteps() < job.length().stepsPerEpoch())) {
      notes.add(
          "keep best can't compare checkpoints within the first epoch, whose mean losses are of fewer steps than those of others: it puts them last, the newest first.");
    }
    return notes;
  }

  private static boolean any(List<PlannedJob> jobs, Predicate<PlannedJob> condition) {
    return jobs.stream()
        .filter(job -> job.settings().output().saveEverySteps() > 0)
        .anyMatch(condition);
  }
}
