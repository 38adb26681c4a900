package dev.lorafoundry.api.idempotency.web;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** A transaction of this thread, which is rolled back unless it was committed. */
final class OneTransaction implements AutoCloseable {
  private final PlatformTransactionManager transactions;
  private @Nullable TransactionStatus status;

  OneTransaction(PlatformTransactionManager transactions) {
    this.transactions = transactions;
  }

  boolean hasBegun() {
    return status != null;
  }

  void begin() {
    status = transactions.getTransaction(TransactionDefinition.withDefaults());
  }

  /**
   * @throws org.springframework.transaction.TransactionException if nothing was stored
   */
  void commit() {
    if (status == null) {
      throw new IllegalStateException("The transaction has not begun.");
    }
    transactions.commit(status);
  }

  @Override
  public void close() {
    if (status != null && !status.isCompleted()) {
      transactions.rollback(status);
    }
  }
}
