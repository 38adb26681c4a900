package dev.lorafoundry.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import org.junit.jupiter.api.Test;

/** What every {@link JobAttempts} does. */
public abstract class JobAttemptsContract {
  private static final LeaseEpoch FIRST = new LeaseEpoch(1);
  private static final LeaseEpoch SECOND = new LeaseEpoch(2);

  protected abstract JobAttempts attempts();

  /** A job that attempts may be at. */
  protected abstract JobId aJob();

  @Test
  void tellsHowFarEachAttemptCame() {
    JobId job = aJob();
    attempts().began(job, AttemptCourse.began(FIRST, 0, 10));
    attempts().reached(job, FIRST, 25);
    attempts().began(job, AttemptCourse.began(SECOND, 20, 10));

    assertThat(attempts().of(job))
        .containsExactly(
            new AttemptCourse(FIRST, 0, 25, 10, null), new AttemptCourse(SECOND, 20, 20, 10, null));
    assertThat(attempts().of(aJob())).isEmpty();
  }

  @Test
  void keepsHowAnAttemptFailed() {
    JobId job = aJob();
    attempts().failed(job, FIRST, FailureKind.BAD_INPUT);
    attempts().began(job, AttemptCourse.began(SECOND, 0, 10));
    attempts().reached(job, SECOND, 4);
    attempts().failed(job, SECOND, FailureKind.DIVERGED);

    assertThat(attempts().of(job))
        .containsExactly(
            new AttemptCourse(FIRST, 0, 0, 0, FailureKind.BAD_INPUT),
            new AttemptCourse(SECOND, 0, 4, 10, FailureKind.DIVERGED));
  }

  @Test
  void hearsNothingOfStepsBeforeTheBegin() {
    JobId job = aJob();

    attempts().reached(job, FIRST, 4);

    assertThat(attempts().of(job)).isEmpty();
  }
}
