package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.run.RunWithJobs;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
      List<JobView> jobs) {
    RunView {
      about = List.copyOf(about);
      jobs = List.copyOf(jobs);
    }

    static RunView of(RunWithJobs run, Instant now) {
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
          run.jobs().stream().map(job -> JobView.of(job, now)).toList());
    }

    public Phrase stateText() {
      return Phrase.of("state." + state);
    }
  }
}
