package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.contracts.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all rows of one look at the queue.
 *
 * @param begins when waiting jobs will begin
 */
record QueueLook(
    WorkNames.Round names,
    Whose.Round whose,
    Shown shown,
    Instant now,
    Map<JobId, Duration> begins) {

  /** Whose work is shown. */
  enum Shown {
    EVERYBODYS,
    MINE
  }

  boolean shows(@Nullable PersonId owner) {
    return shown == Shown.EVERYBODYS || whose.isReaders(owner);
  }
}
