package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.KeyTaken;
import java.util.function.Supplier;

/** A request's key, which is taken once, when its transaction begins. */
final class TakenKey {
  private final OneTransaction transaction;
  private final Supplier<Beginning> taking;
  private Beginning beginning = new Beginning.First();

  TakenKey(OneTransaction transaction, Supplier<Beginning> taking) {
    this.transaction = transaction;
    this.taking = taking;
  }

  /**
   * Begins the transaction unless it has begun.
   *
   * @throws KeyTaken if another request has the key
   */
  void require() {
    take();
    if (!isOurs()) {
      throw new KeyTaken();
    }
  }

  void take() {
    if (!transaction.hasBegun()) {
      transaction.begin();
      beginning = taking.get();
    }
  }

  boolean isOurs() {
    return beginning instanceof Beginning.First;
  }

  Beginning beginning() {
    return beginning;
  }
}
