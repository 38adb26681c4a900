package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.LastTransaction;
import dev.lorafoundry.api.idempotency.StoresFirst;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.util.pattern.PathPatternParser;

/** The transactions of requests with a key, and when they begin. */
final class KeyedTransactions {
  private final PlatformTransactionManager transactions;
  private final LastTransaction last;
  private final List<StoresFirst> storing;

  KeyedTransactions(
      PlatformTransactionManager transactions, LastTransaction last, List<StoresFirst> storing) {
    this.transactions = transactions;
    this.last = last;
    this.storing = List.copyOf(storing);
  }

  /** The rest of what serves a request. */
  interface Work {
    void perform() throws ServletException, IOException;
  }

  OneTransaction one() {
    return new OneTransaction(transactions);
  }

  /** Whether the request's transaction begins when its other work is done. */
  boolean comeLast(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return storing.stream()
        .anyMatch(each -> PathPatternParser.defaultInstance.parse(each.path()).matches(path));
  }

  /** Performs work whose last transaction begins with that. */
  void performLast(Runnable beginning, Work work) throws ServletException, IOException {
    last.beginWith(beginning);
    try {
      work.perform();
    } finally {
      last.endKeyed();
    }
  }
}
