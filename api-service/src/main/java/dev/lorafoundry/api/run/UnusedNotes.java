package dev.lorafoundry.api.run;

import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.training.UnusedSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Unused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells of settings that were given and change nothing in some of the jobs. */
final class UnusedNotes {
  private UnusedNotes() {}

  /** A sentence for each setting and each reason. */
  static List<String> of(List<PlannedJob> jobs, Family family) {
    Map<Unused, Integer> counts = new LinkedHashMap<>();
    jobs.forEach(
        job ->
            UnusedSettings.of(job.settings(), family)
                .forEach(unused -> counts.merge(unused, 1, Integer::sum)));
    return counts.entrySet().stream()
        .map(each -> sentence(each.getKey(), each.getValue(), jobs.size()))
        .toList();
  }

  private static String sentence(Unused unused, int count, int jobs) {
    String where = count == jobs ? "" : " (%d of %d jobs)".formatted(count, jobs);
    return "%s is not used %s%s.".formatted(unused.setting(), unused.why(), where);
  }
}
