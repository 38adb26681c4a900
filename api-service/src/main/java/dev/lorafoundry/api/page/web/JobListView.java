package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A version's runs with their jobs, newest first. */
record JobListView(String version, List<RunView> runs, int page, int pages) {
  JobListView {
    runs = List.copyOf(runs);
  }

  record RunView(
      String id,
      Moment created,
      String state,
      List<Phrase> about,
      int permille,
      boolean canCancel,
      List<Row> jobs) {
    RunView {
      about = List.copyOf(about);
      jobs = List.copyOf(jobs);
    }

    /**
     * @param strips of those of its jobs that have checkpoints
     */
    static RunView of(RunWithJobs run, Map<JobId, StripView> strips, Instant now) {
      long steps = run.jobs().stream().mapToLong(job -> job.progress().step()).sum();
      long ended = run.jobs().stream().filter(job -> job.standing().state().ended()).count();
      List<Phrase> about =
          List.of(
              Phrase.of("jobs.ended", ended, Phrase.of("count.jobs", run.jobs().size())),
              Phrase.of("jobs.steps", Phrase.of("count.steps", run.totalSteps())));
      return new RunView(
          run.run().id().toString(),
          Moment.of(run.run().createdAt()),
          run.state().name().toLowerCase(Locale.ROOT),
          about,
          JobView.permille(steps, run.totalSteps()),
          ended < run.jobs().size(),
          run.jobs().stream().map(job -> row(run, job, strips, now)).toList());
    }

    private static Row row(RunWithJobs run, Job job, Map<JobId, StripView> strips, Instant now) {
      PreviewSettings preview = run.run().preview();
      StripView empty =
          job.standing().state().leased()
              ? StripView.coming(preview.width(), preview.height())
              : StripView.EMPTY;
      return new Row(JobView.of(job, now), strips.getOrDefault(job.id(), empty));
    }

    public Phrase stateText() {
      return Phrase.of("state." + state);
    }

    /** Whether some of its jobs have not ended. */
    public boolean underWay() {
      return canCancel;
    }
  }

  /** A job, and pictures of its checkpoints. */
  record Row(JobView job, StripView strip) {}
}
