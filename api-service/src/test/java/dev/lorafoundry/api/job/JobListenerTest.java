package dev.lorafoundry.api.job;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static dev.lorafoundry.api.job.JobExample.change;
import static dev.lorafoundry.api.job.JobExample.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.live.InMemoryLiveLog;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobListenerTest {
  private final Jobs jobs = new InMemoryJobs();
  private final Metrics metrics = new InMemoryMetrics();
  private final JobLogs logs = new InMemoryJobLogs();
  private final InMemoryLiveLog live = new InMemoryLiveLog(() -> NOON);
  private final JobAttempts attempts = new InMemoryJobAttempts();
  private final JobListener listener = new JobListener(jobs, metrics, logs, attempts, live);
  private final Job job = JobExample.job();

  JobListenerTest() {
    jobs.add(job);
    listener.changed(change(job, Transition.CLAIM, WorkState.RUNNING, 1, 0));
  }

  @Test
  void booksWhereTheJobStands() {
    assertThat(now().standing().state()).isEqualTo(WorkState.RUNNING);
    assertThat(now().standing().attempts()).isEqualTo(1);
  }

  @Test
  void resumedAttemptTrainsItsLastStepsAgain() {
    listener.told(progressed(1, 1, 1, 2, 3, 4));
    listener.changed(change(now(), Transition.LOSE, WorkState.QUEUED, 1, 9));
    listener.changed(change(now(), Transition.CLAIM, WorkState.RUNNING, 2, 9));
    listener.told(new TrainingEvent.Started(job.id(), header(2, 1), 2, 100, 10));

    assertThat(now().progress().step()).isEqualTo(2);
    assertThat(metrics.after(job.id(), 0, 10)).extracting(Point::step).containsExactly(1L, 2L);

    listener.told(progressed(2, 2, 3));

    assertThat(metrics.after(job.id(), 0, 10)).extracting(Point::step).containsExactly(1L, 2L, 3L);
  }

  @Test
  void keepsTheValidationLosses() {
    listener.told(new TrainingEvent.Validated(job.id(), header(1, 1), 2, 20, 0.5));
    listener.told(new TrainingEvent.Validated(job.id(), header(1, 2), 4, 40, 0.25));

    assertThat(now().progress().validationLoss()).isEqualTo(0.25);
    assertThat(metrics.validations(job.id()))
        .containsExactly(new Validation(2, 20, 0.5), new Validation(4, 40, 0.25));
  }

  @Test
  void keepsTheLog() {
    listener.told(new TrainingEvent.Logged(job.id(), header(1, 1), List.of("hello")));

    assertThat(logs.of(job.id())).extracting(JobLogs.Line::text).containsExactly("hello");
  }

  @Test
  void tellsLivePagesOfLinesOfTheLog() {
    live.sequence();
    long seen = live.newest();

    listener.told(new TrainingEvent.Logged(job.id(), header(1, 1), List.of("hello")));
    live.sequence();

    assertThat(live.newest()).isGreaterThan(seen);
  }

  @Test
  void notesHowAnAttemptFailedWithItsReasonInTheLog() {
    listener.told(new TrainingEvent.Started(job.id(), header(1, 1), 0, 100, 10));
    listener.told(progressed(1, 2, 1, 2, 3));
    listener.told(
        new TrainingEvent.Failed(job.id(), header(1, 3), FailureKind.DIVERGED, "No number."));

    assertThat(attempts.of(job.id()))
        .containsExactly(new AttemptCourse(new LeaseEpoch(1), 0, 3, 10, FailureKind.DIVERGED));
    assertThat(logs.of(job.id()).get(0).level()).isEqualTo(LogLevel.ERROR);
    assertThat(logs.of(job.id()).get(0).text()).isEqualTo("No number.");
  }

  @Test
  void tellsInTheLogThatAWorkerFellSilent() {
    listener.changed(change(now(), Transition.LOSE, WorkState.QUEUED, 1, 9));

    assertThat(logs.of(job.id())).extracting(JobLogs.Line::text).containsExactly("Because.");
  }

  @Test
  void tellsLivePagesOfItsRun() {
    live.sequence();
    LiveFilter run = new LiveFilter(null, job.ticket().run());

    assertThat(live.after(0, run, 10)).hasSize(1);
  }

  private Job now() {
    return jobs.find(job.id()).orElseThrow();
  }

  private TrainingEvent progressed(int attempt, long sequence, long... steps) {
    List<Point> points =
        java.util.Arrays.stream(steps).mapToObj(step -> new Point(step, 0.5, 1e-4)).toList();
    return new TrainingEvent.Progressed(
        job.id(), header(attempt, sequence), steps[steps.length - 1], 1, 4, points);
  }
}
