package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobProgress;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs of a hundred steps each. */
final class EndedEarlyTest {
  @Test
  void addsUpWhatIsLeftOfEachAtItsSpeed() {
    assertThat(EndedEarly.of(List.of(ended(40, 2.0), ended(20, 0.5))))
        .isEqualTo(new EndedEarly(2, Duration.ofSeconds(30 + 160)));
  }

  @Test
  void savedNothingThatIsKnownWhereNoSpeedIs() {
    assertThat(EndedEarly.of(List.of(ended(40, null), ended(40, 0.0))))
        .isEqualTo(new EndedEarly(2, Duration.ZERO));
  }

  @Test
  void savedNothingOfJobsThatWentFurtherThanPlanned() {
    assertThat(EndedEarly.of(List.of(ended(120, 2.0))).saved()).isZero();
  }

  private static Job ended(long step, @Nullable Double stepsPerSecond) {
    Job job = JobExample.job(RunId.random(), VersionId.random(), "a");
    return new Job(
        job.ticket(),
        job.standing(),
        new JobProgress(step, step, 1, null, null, stepsPerSecond, null, null, 1));
  }
}
