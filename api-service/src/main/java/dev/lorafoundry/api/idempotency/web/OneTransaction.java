package dev.lorafoundry.api.idempotency.web;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** A transaction of this thread, which is rolled back unless it was committed. */
final class OneTransaction implements AutoCloseable {
  private final PlatformTransactionManager transactions;
  private final TransactionStatus status;

  OneTransaction(PlatformTransactionManager transactions) {
    this.transactions = transactions;
    this.status = transactions.getTransaction(TransactionDefinition.withDefaults());
  }

  /**
   * @throws org.springframework.transaction.TransactionException if nothing was stored
   */
  void commit() {
    transactions.commit(status);
  }

  @Override
  public void close() {
    if (!status.isCompleted()) {
      transactions.rollback(status);
    }
  }
}
