package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.run.EndedEarly;
import dev.lorafoundry.api.run.RunWithJobs;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A version's runs with their jobs, newest first. */
record JobListView(String version, List<RunView> runs, int page, int pages) {
  JobListView {
    runs = List.copyOf(runs);
  }

  /**
   * One press of "train".
   *
   * @param saved what its halving came to; absent: it saved nothing
   * @param underWay whether some of its jobs have not ended
   * @param canCancel whether the reader may cancel these
   */
  record RunView(
      String id,
      Moment created,
      String state,
      List<Phrase> about,
      @Nullable Phrase saved,
      int permille,
      boolean underWay,
      boolean canCancel,
      List<Row> jobs) {
    RunView {
      about = List.copyOf(about);
      jobs = List.copyOf(jobs);
    }

    /**
     * @param strips of those of its jobs that have checkpoints
     * @param owner whose it is; absent: nobody's
     */
    static RunView of(
        RunWithJobs run,
        Map<JobId, StripView> strips,
        Whose whose,
        @Nullable Phrase owner,
        Instant now) {
      long steps = run.jobs().stream().mapToLong(job -> job.progress().step()).sum();
      long ended = run.jobs().stream().filter(job -> job.standing().state().ended()).count();
      boolean underWay = ended < run.jobs().size();
      Stream<Phrase> about =
          Stream.of(
              Phrase.of("jobs.ended", ended, Phrase.of("count.jobs", run.jobs().size())),
              Phrase.of("jobs.steps", Phrase.of("count.steps", run.totalSteps())));
      return new RunView(
          run.run().id().toString(),
          Moment.of(run.run().createdAt()),
          run.state().name().toLowerCase(Locale.ROOT),
          Stream.concat(about, Stream.ofNullable(owner)).toList(),
          saved(run),
          JobView.permille(steps, run.totalSteps()),
          underWay,
          underWay && whose.mayControl(run.run().owner()),
          run.jobs().stream()
              .map(job -> row(run, job, strips, JobView.of(job, whose, now)))
              .toList());
    }

    private static @Nullable Phrase saved(RunWithJobs run) {
      EndedEarly ended = run.endedEarly();
      return ended.saved().isZero()
          ? null
          : Phrase.of(
              "jobs.saved",
              ended.jobs(),
              Phrase.of("count.jobs", run.jobs().size()),
              JobPhrases.duration(ended.saved()));
    }

    private static Row row(RunWithJobs run, Job job, Map<JobId, StripView> strips, JobView view) {
      PreviewSettings preview = run.run().preview();
      StripView empty =
          job.standing().state().leased()
              ? StripView.coming(preview.width(), preview.height())
              : StripView.EMPTY;
      return new Row(view, strips.getOrDefault(job.id(), empty));
    }

    public Phrase stateText() {
      return Phrase.of("state." + state);
    }
  }

  /** A job, and pictures of its checkpoints. */
  record Row(JobView job, StripView strip) {}
}
