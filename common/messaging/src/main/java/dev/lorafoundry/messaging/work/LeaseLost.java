package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;

/** This attempt's lease has ended: stop at once and write nothing more. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLost(WorkId work, LeaseEpoch epoch) {
    super("attempt " + epoch + " at " + work + " has lost its lease");
  }
}
