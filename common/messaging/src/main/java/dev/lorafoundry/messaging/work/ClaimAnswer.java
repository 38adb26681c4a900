package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Lease;

/** What the API says to a claim. */
public sealed interface ClaimAnswer {
  /** The worker may do the work. */
  record Granted(Lease lease) implements ClaimAnswer {}

  /** The work is no longer wanted from this message: drop it. */
  record Refused(String reason) implements ClaimAnswer {}
}
