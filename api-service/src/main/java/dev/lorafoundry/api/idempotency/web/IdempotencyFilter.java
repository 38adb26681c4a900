package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.RequestKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a POST with a known Idempotency-Key as it was answered the first time. All that a request
 * changes is one transaction with what is kept of its answer; a request that was refused or failed
 * has done nothing, and leaves nothing. Cancelling makes nothing, and is done however often it
 * comes: each piece of work by itself.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  private static final String ALLOWED = "[\\x21-\\x7e]{1,200}";

  private final Answers answers;
  private final KeyedTransactions transactions;
  private final IdempotencySettings settings;
  private final InstantSource clock;
  private final KeyAnswers keyAnswers;

  IdempotencyFilter(
      Answers answers,
      KeyedTransactions transactions,
      IdempotencySettings settings,
      InstantSource clock,
      KeyAnswers keyAnswers) {
    this.answers = answers;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.keyAnswers = keyAnswers;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader(HEADER) == null
        || !HttpMethod.POST.matches(request.getMethod())
        || !request.getRequestURI().startsWith("/api/")
        || request.getRequestURI().endsWith("/cancel");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    RequestKey key = keyOf(request);
    if (!key.key().matches(ALLOWED)) {
      keyAnswers.refuse(request, response);
      return;
    }
    Keyed keyed = new Keyed(key, RequestHash.of(request));
    Exchange exchange = new Exchange(request, new ContentCachingResponseWrapper(response), chain);
    try {
      performOrAnswerAgain(keyed, exchange);
    } catch (RuntimeException | ServletException | IOException e) {
      forgetAnswer(response);
      throw e;
    }
    exchange.send();
  }

  private static RequestKey keyOf(HttpServletRequest request) {
    return new RequestKey(String.valueOf(request.getRemoteUser()), request.getHeader(HEADER));
  }

  /** why: what was said so far tells of work that has been rolled back */
  private static void forgetAnswer(HttpServletResponse response) {
    if (!response.isCommitted()) {
      response.reset();
    }
  }

  /** A request and what makes it the same as another one. */
  private record Keyed(RequestKey key, String sha256) {}

  private void performOrAnswerAgain(Keyed keyed, Exchange exchange)
      throws ServletException, IOException {
    try (OneTransaction transaction = transactions.one()) {
      Beginning beginning =
          transactions.comeLast(exchange.request())
              ? performFirst(keyed, exchange, transaction)
              : performWithin(keyed, exchange, transaction);
      if (!(beginning instanceof Beginning.First)) {
        keyAnswers.answerAgain(beginning, exchange.request(), exchange.answer());
      }
    }
  }

  private Beginning performWithin(Keyed keyed, Exchange exchange, OneTransaction transaction)
      throws ServletException, IOException {
    transaction.begin();
    Beginning beginning = begin(keyed);
    if (beginning instanceof Beginning.First) {
      exchange.perform();
      keepIfDone(keyed, exchange, transaction);
    }
    return beginning;
  }

  /** Looks at the key, but takes it only with the transaction that the work ends with. */
  private Beginning performFirst(Keyed keyed, Exchange exchange, OneTransaction transaction)
      throws ServletException, IOException {
    Beginning known = known(keyed);
    if (!(known instanceof Beginning.First)) {
      return known;
    }
    TakenKey key = new TakenKey(transaction, () -> begin(keyed));
    transactions.performLast(key::require, exchange::perform);
    if (exchange.isDone()) {
      key.take();
    }
    if (key.isOurs()) {
      keepIfDone(keyed, exchange, transaction);
    } else {
      exchange.forgetAnswer();
    }
    return key.beginning();
  }

  private Beginning known(Keyed keyed) {
    try (OneTransaction look = transactions.one()) {
      look.begin();
      return begin(keyed);
    }
  }

  private Beginning begin(Keyed keyed) {
    return answers.begin(keyed.key(), keyed.sha256(), clock.instant());
  }

  private void keepIfDone(Keyed keyed, Exchange exchange, OneTransaction transaction) {
    if (exchange.isDone()) {
      answers.keep(
          keyed.key(), keyed.sha256(), exchange.kept(), clock.instant().plus(settings.keep()));
      transaction.commit();
    }
  }
}
