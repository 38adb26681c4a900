package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.page.web.JobListView.RunView;
import dev.lorafoundry.api.page.web.ResultsView.CheckpointGroup;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What came of a version's runs, as the page shows it. */
final class Results {
  private static final int RUNS_OF_A_PAGE = 5;

  private final RunBook runs;
  private final Checkpoints checkpoints;
  private final Previews previews;
  private final InstantSource clock;

  Results(RunBook runs, Checkpoints checkpoints, Previews previews, InstantSource clock) {
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.previews = previews;
    this.clock = clock;
  }

  JobListView jobs(VersionId version, int page) {
    Instant now = clock.instant();
    long pages = (runs.count(version) + RUNS_OF_A_PAGE - 1) / RUNS_OF_A_PAGE;
    List<RunView> shown = runs(version, page).stream().map(run -> RunView.of(run, now)).toList();
    return new JobListView(version.toString(), shown, page, (int) pages);
  }

  /** Checkpoints of the jobs on a page of runs; jobs without any are left out. */
  List<CheckpointGroup> checkpoints(VersionId version, int page) {
    return runs(version, page).stream()
        .flatMap(run -> run.jobs().stream())
        .map(this::group)
        .filter(group -> !group.checkpoints().isEmpty())
        .toList();
  }

  List<CheckpointView> checkpoints(JobId job) {
    return checkpoints.ofJob(job).stream()
        .map(checkpoint -> CheckpointView.of(checkpoint, previews.ofCheckpoint(checkpoint.id())))
        .toList();
  }

  /** Checkpoints of a version that have no preview, nor one that is on its way. */
  List<Checkpoint> withoutPreview(VersionId version) {
    return checkpoints.ofVersion(version).stream()
        .filter(checkpoint -> previews.ofCheckpoint(checkpoint.id()).stream().allMatch(this::lost))
        .toList();
  }

  private boolean lost(Preview preview) {
    return preview.standing().state().ended() && preview.rendering().grid() == null;
  }

  private CheckpointGroup group(Job job) {
    return new CheckpointGroup(job.ticket().name(), checkpoints(job.id()));
  }

  private List<RunWithJobs> runs(VersionId version, int page) {
    return runs.ofVersion(version, (long) page * RUNS_OF_A_PAGE, RUNS_OF_A_PAGE);
  }
}
