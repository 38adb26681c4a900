package dev.lorafoundry.api.run;

import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.settings.Precision;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.MemorySize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Tells of jobs that need more memory than any worker has, and what would lower it. */
final class MemoryNotes {
  private MemoryNotes() {}

  /** One sentence, or none. */
  static List<String> of(List<PlannedJob> jobs) {
    List<PlannedJob> large =
        jobs.stream().filter(job -> job.memory() != null && job.memory().fitsNowhere()).toList();
    return large.stream()
        .map(PlannedJob::memory)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(memory -> memory.needed().total()))
        .map(most -> sentence(subject(large.size(), jobs.size()), most, remedies(large)))
        .stream()
        .toList();
  }

  private static String sentence(String subject, JobMemory most, List<String> remedies) {
    int last = remedies.size() - 1;
    return "%s more memory than any worker here has (about %s; the largest device has %s): %s or %s. They can be started all the same: it is an estimate, and a larger worker may come."
        .formatted(
            subject,
            MemorySize.text(most.needed().total()),
            MemorySize.text(Objects.requireNonNull(most.largestDevice())),
            String.join(", ", remedies.subList(0, last)),
            remedies.get(last));
  }

  private static String subject(int large, int jobs) {
    if (jobs == 1) {
      return "The job needs";
    }
    return large == jobs
        ? "All %d jobs need".formatted(jobs)
        : "%d of %d jobs need".formatted(large, jobs);
  }

  /** What none of the jobs could do any more is left out. */
  private static List<String> remedies(List<PlannedJob> jobs) {
    List<String> remedies = new ArrayList<>();
    if (any(jobs, settings -> !settings.precision().gradientCheckpointing())) {
      remedies.add("switch gradientCheckpointing on");
    }
    if (any(jobs, settings -> settings.precision().precision() == Precision.FP32)) {
      remedies.add("set precision to bf16");
    }
    if (any(jobs, settings -> settings.loop().batchSize() > 1)) {
      remedies.add("lower batchSize");
    }
    remedies.add("lower rank");
    remedies.add("use smaller pictures");
    return remedies;
  }

  private static boolean any(List<PlannedJob> jobs, Predicate<TrainingSettings> lowers) {
    return jobs.stream().map(PlannedJob::settings).anyMatch(lowers);
  }
}
