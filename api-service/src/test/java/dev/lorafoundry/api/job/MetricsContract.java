package dev.lorafoundry.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;

/** What every {@link Metrics} does. */
public abstract class MetricsContract {
  private static final LeaseEpoch FIRST = new LeaseEpoch(1);
  private static final LeaseEpoch SECOND = new LeaseEpoch(2);

  protected abstract Metrics metrics();

  /** A job that points may belong to. */
  protected abstract JobId aJob();

  @Test
  void returnsPointsInOrder() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(3, 4, 0.5));
    metrics().add(job, FIRST, points(1, 2, 0.25));

    assertThat(metrics().after(job, 0, 10)).extracting(Point::step).containsExactly(1L, 2L, 3L, 4L);
    assertThat(metrics().after(job, 2, 1)).containsExactly(new Point(3, 0.5, 1e-4));
  }

  @Test
  void countsPointsAfterAStep() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 5, 0.5));

    assertThat(metrics().countAfter(job, 0)).isEqualTo(5);
    assertThat(metrics().countAfter(job, 4)).isEqualTo(1);
    assertThat(metrics().countAfter(aJob(), 0)).isZero();
  }

  @Test
  void meansAreOfStretchesOfSteps() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 4, 0.5));
    metrics().add(job, FIRST, points(5, 6, 0.25));
    metrics().add(job, FIRST, List.of(new Point(7, 0.75, 3e-4, 1e-4)));

    assertThat(metrics().means(job, 0, 4))
        .usingRecursiveFieldByFieldElementComparator(
            RecursiveComparisonConfiguration.builder()
                .withComparatorForType(new DoubleComparator(1e-12), Double.class)
                .build())
        .containsExactly(new Point(4, 0.5, 1e-4), new Point(7, 1.25 / 3, 5e-4 / 3, 1e-4));
    assertThat(metrics().means(job, 6, 4)).containsExactly(new Point(7, 0.75, 3e-4, 1e-4));
    assertThat(metrics().means(job, 7, 4)).isEmpty();
  }

  @Test
  void thinsALongCourseOutUpToTheNewestPoint() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 10, 0.5));

    assertThat(thinned(job, 10, 4)).containsExactly(1L, 4L, 7L, 10L);
    assertThat(thinned(job, 10, 3)).containsExactly(2L, 6L, 10L);
    assertThat(thinned(job, 10, 1)).containsExactly(10L);
    assertThat(thinned(job, 8, 3)).containsExactly(2L, 5L, 8L);
  }

  @Test
  void thinsSeveralCoursesAtOnce() {
    JobId one = aJob();
    JobId other = aJob();
    JobId waiting = aJob();
    metrics().add(one, FIRST, points(1, 10, 0.5));
    metrics().add(other, FIRST, points(1, 2, 0.25));

    assertThat(metrics().thinned(Map.of(one, 10L, other, 2L, waiting, 0L), 2))
        .isEqualTo(
            Map.of(
                one,
                List.of(new Point(5, 0.5, 1e-4), new Point(10, 0.5, 1e-4)),
                other,
                points(1, 2, 0.25)));
    assertThat(metrics().thinned(Map.of(), 2)).isEmpty();
  }

  private List<Long> thinned(JobId job, long reached, int most) {
    return metrics().thinned(Map.of(job, reached), most).getOrDefault(job, List.of()).stream()
        .map(Point::step)
        .toList();
  }

  @Test
  void leavesAShortCourseWhole() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 10, 0.5));

    assertThat(thinned(job, 10, 10)).hasSize(10);
    assertThat(thinned(aJob(), 10, 10)).isEmpty();
  }

  @Test
  void laterAttemptReplacesTheSameSteps() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 3, 0.5));
    metrics().add(job, SECOND, points(2, 2, 0.125));
    metrics().add(job, FIRST, points(2, 2, 0.75));

    assertThat(metrics().after(job, 0, 10))
        .extracting(Point::loss)
        .containsExactly(0.5, 0.125, 0.5);
  }

  @Test
  void forgetsWhatIsTrainedAgain() {
    JobId job = aJob();
    metrics().add(job, FIRST, points(1, 9, 0.5));

    metrics().forgetAfter(job, 4);

    assertThat(metrics().after(job, 0, 10)).hasSize(4);
  }

  @Test
  void listsValidationLossesByEpoch() {
    JobId job = aJob();
    metrics().add(job, FIRST, new Validation(4, 40, 0.25));
    metrics().add(job, FIRST, new Validation(2, 20, 0.5));

    assertThat(metrics().validations(job))
        .containsExactly(new Validation(2, 20, 0.5), new Validation(4, 40, 0.25));
    assertThat(metrics().validations(aJob())).isEmpty();
  }

  @Test
  void laterAttemptReplacesTheSameEpoch() {
    JobId job = aJob();
    metrics().add(job, SECOND, new Validation(2, 20, 0.5));
    metrics().add(job, FIRST, new Validation(2, 20, 0.75));

    assertThat(metrics().validations(job)).containsExactly(new Validation(2, 20, 0.5));

    metrics().add(job, SECOND, new Validation(2, 20, 0.125));

    assertThat(metrics().validations(job)).containsExactly(new Validation(2, 20, 0.125));
  }

  @Test
  void forgetsValidationsOfWhatIsTrainedAgain() {
    JobId job = aJob();
    metrics().add(job, FIRST, new Validation(1, 10, 0.5));
    metrics().add(job, FIRST, new Validation(2, 20, 0.25));

    metrics().forgetAfter(job, 10);

    assertThat(metrics().validations(job)).containsExactly(new Validation(1, 10, 0.5));
  }

  @Test
  void takesEventsWithoutPoints() {
    JobId job = aJob();

    metrics().add(job, FIRST, List.of());

    assertThat(metrics().after(job, 0, 10)).isEmpty();
  }

  private static List<Point> points(long from, long to, double loss) {
    return LongStream.rangeClosed(from, to).mapToObj(step -> new Point(step, loss, 1e-4)).toList();
  }
}
