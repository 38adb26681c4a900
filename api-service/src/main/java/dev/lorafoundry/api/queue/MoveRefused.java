package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/** Somebody wanted to move work that does not wait in a line. */
public final class MoveRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MoveRefused(WorkId work, WorkState state) {
    super(
        "Can't move %s: it is %s. That is possible while it is %s."
            .formatted(work, state.words(), WorkState.QUEUED.words()));
  }
}
