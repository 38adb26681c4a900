package dev.lorafoundry.api.run;

import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.diffusion.memory.Device;
import dev.lorafoundry.diffusion.training.Cautions;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import dev.lorafoundry.diffusion.training.TrainingRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells of settings that some of the jobs can be trained with, but may not be meant. */
final class CautionNotes {
  private CautionNotes() {}

  /** Each sentence once. */
  static List<String> of(
      List<PlannedJob> jobs, BaseModel model, TrainingLengths lengths, Device device) {
    TrainingRules.Model known = RunChecks.known(model);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (PlannedJob job : jobs) {
      Cautions.of(job.settings(), known, lengths.batchesPerEpoch(job.settings()), device)
          .forEach(caution -> counts.merge(caution, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(each -> sentence(each.getKey(), each.getValue(), jobs.size()))
        .toList();
  }

  private static String sentence(String caution, int count, int jobs) {
    String whole = caution.substring(0, caution.length() - 1);
    return count == jobs ? caution : "%s (%d of %d jobs).".formatted(whole, count, jobs);
  }
}
