package dev.lorafoundry.api.run;

import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.List;

/**
 * What a run would do: the answer to a dry run, and the plan that a real one follows.
 *
 * @param preview seeds may still be -1
 * @param notes what was changed of the request, sentences for people
 */
public record RunPlan(
    Version version,
    BaseModel baseModel,
    List<PlannedJob> jobs,
    PreviewSettings preview,
    Estimate estimate,
    List<String> notes) {
  public RunPlan {
    jobs = List.copyOf(jobs);
    notes = List.copyOf(notes);
  }

  public record PlannedJob(String name, TrainingSettings settings, Steps steps) {}

  public long totalSteps() {
    return jobs.stream().mapToLong(job -> job.steps().total()).sum();
  }
}
