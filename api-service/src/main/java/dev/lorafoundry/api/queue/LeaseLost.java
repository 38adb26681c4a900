package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.util.Locale;

/** A worker spoke for an attempt that is no longer under way: it stops and writes nothing more. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(WorkId work, WorkerId worker, LeaseEpoch asked, WorkState state, int newest) {
    super(
        "Worker %s has no lease of %s as attempt %s: it is %s, its newest attempt is %d. Stop."
            .formatted(worker, work, asked, state.name().toLowerCase(Locale.ROOT), newest));
  }
}
