package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;

/** Somebody wanted to move work that does not wait in a line. */
public final class MoveRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private MoveRefused(String message) {
    super(message);
  }

  static MoveRefused otherLine(WorkId work, WorkId before) {
    return new MoveRefused(
        "Can't move %s before %s, which does not wait in the same line: that is of one kind, team and priority."
            .formatted(work, before));
  }

  MoveRefused(WorkId work, WorkState state) {
    super(
        "Can't move %s: it is %s. That is possible while it is %s."
            .formatted(work, state.words(), WorkState.QUEUED.words()));
  }
}
