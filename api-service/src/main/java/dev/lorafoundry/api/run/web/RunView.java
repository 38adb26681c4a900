package dev.lorafoundry.api.run.web;

import dev.lorafoundry.api.job.JobView;
import dev.lorafoundry.api.job.JobViews;
import dev.lorafoundry.api.run.EndedEarly;
import dev.lorafoundry.api.run.HalvingForm;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as the REST API shows it.
 *
 * @param owner name of who started it; absent: nobody knows, or the service's own token
 * @param settings the grid as it was written
 * @param zip groups of settings whose values go together, one by one
 * @param preview settings of its previews; seeds are final
 * @param keep which checkpoints of each job stay beside the last one; absent: all
 * @param halving where weak jobs are done early; absent: none is
 * @param endedEarly the jobs that this ended; absent: none
 * @param notes what was changed of the request, sentences for people
 */
record RunView(
    UUID id,
    UUID versionId,
    UUID baseModelId,
    String state,
    String priority,
    @Nullable String owner,
    List<JobView> jobs,
    long totalSteps,
    Instant createdAt,
    Map<String, @Nullable Object> settings,
    List<List<String>> zip,
    PreviewSettings preview,
    boolean previewAfterTraining,
    @Nullable KeepForm keep,
    @Nullable HalvingForm halving,
    @Nullable EndedEarlyView endedEarly,
    List<String> notes) {
  /**
   * Jobs that halving ended.
   *
   * @param savedGpuSeconds how long they would have trained on, about
   */
  record EndedEarlyView(int jobs, long savedGpuSeconds) {
    static @Nullable EndedEarlyView of(EndedEarly ended) {
      return ended.jobs() == 0 ? null : new EndedEarlyView(ended.jobs(), ended.saved().toSeconds());
    }
  }

  static RunView of(RunWithJobs found, JobViews views) {
    List<JobView> jobs = views.all(found.jobs());
    Run run = found.run();
    return new RunView(
        run.id().value(),
        run.version().value(),
        run.baseModel().value(),
        found.state().name().toLowerCase(Locale.ROOT),
        run.priority().label(),
        // why: a run has jobs, which are of who started it
        jobs.isEmpty() ? null : jobs.get(0).owner(),
        jobs,
        found.totalSteps(),
        run.createdAt(),
        run.settings(),
        run.zip(),
        run.preview(),
        run.previewAfterTraining(),
        run.keep() == null ? null : KeepForm.of(run.keep()),
        run.halving() == null ? null : HalvingForm.of(run.halving()),
        EndedEarlyView.of(found.endedEarly()),
        run.notes());
  }
}
