package dev.lorafoundry.api.state;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ResumePoints} does; an hour is kept after a job's end, a day after a loss. */
public abstract class ResumePointsContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  protected abstract ResumePoints points();

  /** A job that stands so since some time before noon. */
  protected abstract JobId aJob(
      WorkState state, Duration beforeNoon, int epoch, @Nullable Long resumeStep);

  protected abstract @Nullable Long resumeStep(JobId job);

  @Test
  void everyStateIsSpentSomeTimeAfterAJobWasDone() {
    JobId old = aJob(WorkState.DONE, HOUR.plusSeconds(1), 2, 40L);
    aJob(WorkState.DONE, HOUR.minusSeconds(1), 2, 40L);

    assertThat(spent()).containsExactly(new SpentStates(old, 2, SpentStates.ALL));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "CANCELLED"})
  void everyStateIsSpentLongAfterAJobWasLost(WorkState state) {
    JobId old = aJob(state, DAY.plusSeconds(1), 2, 40L);
    aJob(state, DAY.minusSeconds(1), 2, 40L);

    assertThat(spent()).containsExactly(new SpentStates(old, 2, SpentStates.ALL));
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUED", "RELEASED", "RUNNING", "PAUSING", "CANCELLING", "PAUSED"})
  void olderStatesThanTheNewestAreSpentOfWhatGoesOn(WorkState state) {
    JobId job = aJob(state, Duration.ZERO, 2, 40L);
    aJob(state, DAY.plusDays(1), 2, null);

    assertThat(spent()).containsExactly(new SpentStates(job, 2, 40));
  }

  @Test
  void whatWasNeverTriedHasNoStates() {
    aJob(WorkState.CANCELLED, DAY.plusDays(1), 0, null);

    assertThat(spent()).isEmpty();
  }

  @Test
  void saysNothingTwiceUntilThereIsMore() {
    JobId job = aJob(WorkState.RUNNING, Duration.ZERO, 2, 40L);
    points().deleted(new SpentStates(job, 2, 39));
    assertThat(spent()).isNotEmpty();
    points().deleted(new SpentStates(job, 1, 40));
    assertThat(spent()).isNotEmpty();

    points().deleted(new SpentStates(job, 2, 40));

    assertThat(spent()).isEmpty();
  }

  @Test
  void givesUpWhatHasEnded() {
    JobId job = aJob(WorkState.FAILED, DAY, 2, 40L);

    assertThat(points().giveUp(job, 2)).isTrue();
    assertThat(resumeStep(job)).isNull();
  }

  @Test
  void keepsWhatSomebodyRetries() {
    JobId queued = aJob(WorkState.QUEUED, DAY, 2, 40L);
    JobId failedAgain = aJob(WorkState.FAILED, DAY, 3, 50L);

    assertThat(points().giveUp(queued, 2)).isFalse();
    assertThat(points().giveUp(failedAgain, 2)).isFalse();
    assertThat(resumeStep(queued)).isEqualTo(40);
    assertThat(resumeStep(failedAgain)).isEqualTo(50);
  }

  private List<SpentStates> spent() {
    return points().spent(NOON.minus(HOUR), NOON.minus(DAY), 10);
  }
}
