package dev.lorafoundry.api.idempotency;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets answers that need not be repeated any more. */
final class PurgeOldAnswers implements Duty {
  private final Answers answers;
  private final InstantSource clock;

  PurgeOldAnswers(Answers answers, InstantSource clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void perform() {
    answers.purge(clock.instant());
  }
}
