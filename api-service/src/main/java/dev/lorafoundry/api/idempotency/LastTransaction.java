package dev.lorafoundry.api.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The transaction in which a request changes the database after all its work elsewhere. Where the
 * request came with a key, the key is taken when it begins, and it ends with the answer kept;
 * otherwise it is one like all others. The beginning belongs to the thread, as Spring's
 * transactions do: features then need not know of keys, and what runs outside of a request needs no
 * request.
 */
public final class LastTransaction implements TransactionOperations {
  private static final ThreadLocal<Runnable> BEGINNINGS = new ThreadLocal<>();

  private final TransactionOperations transactions;

  public LastTransaction(TransactionOperations transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
    Runnable beginning = BEGINNINGS.get();
    if (beginning != null) {
      beginning.run();
    }
    return transactions.execute(action);
  }

  /** From now on, the last transaction of this thread begins with that. */
  public void beginWith(Runnable beginning) {
    BEGINNINGS.set(beginning);
  }

  /** The request with a key has been served. */
  public void endKeyed() {
    BEGINNINGS.remove();
  }
}
