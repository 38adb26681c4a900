package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;
import java.util.Locale;

/** A worker asked for work that it must not do: it drops the message. */
public final class ClaimRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ClaimRefused(String message) {
    super(message);
  }

  static ClaimRefused olderOffer(WorkId work, DispatchId asked, int newest) {
    return new ClaimRefused(
        "Offer %s of %s is not the newest one, which is %d: drop the message."
            .formatted(asked, work, newest));
  }

  static ClaimRefused notOnOffer(WorkId work, WorkState state) {
    return new ClaimRefused(
        "%s is %s and not on offer: drop the message."
            .formatted(work, state.name().toLowerCase(Locale.ROOT)));
  }

  static ClaimRefused unknown(WorkId work) {
    return new ClaimRefused("There is no " + work + ": drop the message.");
  }
}
