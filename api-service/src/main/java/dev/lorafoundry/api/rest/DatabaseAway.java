package dev.lorafoundry.api.rest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** How it shows that the database can't serve a request now, and what people are told then. */
public final class DatabaseAway {
  /** For who asked. */
  public static final String MESSAGE = "The database gives no answer: try again in a moment.";

  private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

  private DatabaseAway() {}

  /** Whether a request failed because of that. */
  public static boolean isCauseOf(RuntimeException failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof CannotCreateTransactionException
        // why: the loser of a deadlock, or who waited too long for a lock: nothing was done
        || failure instanceof PessimisticLockingFailureException;
  }

  /** One line: while it lasts, every request says the same. */
  public static void log(RuntimeException failure) {
    log.error(
        "The database gives no answer: {}",
        NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
  }
}
