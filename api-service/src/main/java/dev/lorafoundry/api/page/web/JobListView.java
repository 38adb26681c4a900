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
      String about,
      int permille,
      boolean canCancel,
      List<JobView> jobs) {
    RunView {
      jobs = List.copyOf(jobs);
    }

    static RunView of(RunWithJobs run, Instant now) {
      long steps = run.jobs().stream().mapToLong(job -> job.progress().step()).sum();
      long ended = run.jobs().stream().filter(job -> job.standing().state().ended()).count();
      String about =
          "%d of %s ended, %s in all"
              .formatted(
                  ended,
                  Words.count(run.jobs().size(), "job"),
                  Words.count(run.totalSteps(), "step"));
      return new RunView(
          run.run().id().toString(),
          Moment.of(run.run().createdAt()),
          run.state().name().toLowerCase(Locale.ROOT),
          about,
          JobView.permille(steps, run.totalSteps()),
          ended < run.jobs().size(),
          run.jobs().stream().map(job -> JobView.of(job, now)).toList());
    }

    public String stateText() {
      return Words.state(state);
    }
  }
}
