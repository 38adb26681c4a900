package dev.lorafoundry.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CoursesTest {
  private static final LeaseEpoch FIRST = new LeaseEpoch(1);

  private final Jobs jobs = new InMemoryJobs();
  private final Metrics metrics = new InMemoryMetrics();
  private final JobAttempts attempts = new InMemoryJobAttempts();
  private final Courses courses = new Courses(jobs, attempts, metrics);
  private final Job job = JobExample.job(); // of 100 steps

  CoursesTest() {
    jobs.add(job);
  }

  private void train(long from, long to) {
    metrics.add(
        job.id(),
        FIRST,
        LongStream.rangeClosed(from, to).mapToObj(step -> new Point(step, 0.5, 1e-4)).toList());
  }

  @Test
  void tellsEveryStepOfAShortTraining() {
    attempts.began(job.id(), AttemptCourse.began(FIRST, 0, 25));
    train(1, 12);

    Course course = courses.of(job.id(), 0, 100);

    assertThat(course.every()).isEqualTo(1);
    assertThat(course.points()).hasSize(12);
    assertThat(course.totalSteps()).isEqualTo(100);
    assertThat(course.stepsPerEpoch()).isEqualTo(25);
  }

  @Test
  void keepsALongTrainingSmall() {
    assertThat(Course.every(100_000, 1000)).isEqualTo(128);
    assertThat(Course.every(1000, 1000)).isEqualTo(1);
    assertThat(Course.every(1001, 1000)).isEqualTo(2);
    assertThat(Course.every(0, 1000)).isEqualTo(1);
  }

  @Test
  void whatIsNewBeginsWithTheStretchThatWasNotWhole() {
    train(1, 10);
    Course first = courses.of(job.id(), 0, 25);
    assertThat(first.points()).extracting(Point::step).containsExactly(4L, 8L, 10L);

    train(11, 13);
    Course news = courses.of(job.id(), 10, 25);

    assertThat(news.after()).isEqualTo(8);
    assertThat(news.points()).extracting(Point::step).containsExactly(12L, 13L);
  }

  @Test
  void anAttemptIsToldWhenItBeginsAndNotWhenAWorkerTakesIt() {
    attempts.began(job.id(), AttemptCourse.began(FIRST, 0, 25));
    train(1, 12);
    jobs.save(JobExample.running(job, 2));

    assertThat(courses.of(job.id(), 12, 100).attempt()).isEqualTo(1);

    attempts.began(job.id(), AttemptCourse.began(FIRST.next(), 8, 25));
    assertThat(courses.of(job.id(), 12, 100).attempt()).isEqualTo(2);
  }

  @Test
  void knowsNothingOfOtherJobs() {
    JobId other = JobId.random();

    assertThatThrownBy(() -> courses.of(other, 0, 100)).isInstanceOf(JobNotFound.class);
  }
}
