package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.RequestKey;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import dev.lorafoundry.api.rest.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a POST with a known Idempotency-Key as it was answered the first time. All that a request
 * changes is one transaction with what is kept of its answer; a request that was refused or failed
 * has done nothing, and leaves nothing. Cancelling makes nothing, and is done however often it
 * comes: each piece of work by itself.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  private static final String ALLOWED = "[\\x21-\\x7e]{1,200}";

  private final Answers answers;
  private final KeyedTransactions transactions;
  private final IdempotencySettings settings;
  private final InstantSource clock;
  private final Problems problems;

  IdempotencyFilter(
      Answers answers,
      KeyedTransactions transactions,
      IdempotencySettings settings,
      InstantSource clock,
      Problems problems) {
    this.answers = answers;
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.problems = problems;
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
    RequestKey key =
        new RequestKey(String.valueOf(request.getRemoteUser()), request.getHeader(HEADER));
    if (!key.key().matches(ALLOWED)) {
      problems.write(
          request,
          response,
          HttpStatus.BAD_REQUEST,
          "The Idempotency-Key is not allowed: use 1 to 200 visible ASCII characters, such as a"
              + " UUID.");
      return;
    }
    Keyed keyed = new Keyed(key, RequestHash.of(request));
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    Exchange exchange = new Exchange(request, answer, chain);
    try (OneTransaction transaction = transactions.one()) {
      Beginning beginning =
          transactions.comeLast(request)
              ? performFirst(keyed, exchange, transaction)
              : performWithin(keyed, exchange, transaction);
      if (!(beginning instanceof Beginning.First)) {
        answerAgain(beginning, request, answer);
      }
    } catch (RuntimeException | ServletException | IOException e) {
      if (!response.isCommitted()) {
        response.reset();
      }
      throw e;
    }
    answer.copyBodyToResponse();
  }

  /** A request and what makes it the same as another one. */
  private record Keyed(RequestKey key, String sha256) {}

  /** A request on its way to its answer. */
  private record Exchange(
      HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
    void perform() throws ServletException, IOException {
      chain.doFilter(request, answer);
    }

    boolean isDone() {
      return answer.getStatus() < HttpStatus.BAD_REQUEST.value();
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
      exchange.answer().resetBuffer();
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
          keyed.key(),
          keyed.sha256(),
          kept(exchange.request(), exchange.answer()),
          clock.instant().plus(settings.keep()));
      transaction.commit();
    }
  }

  private static Answer kept(HttpServletRequest request, ContentCachingResponseWrapper response) {
    if (holdsSecret(request)) {
      return Answer.secret(response.getStatus());
    }
    return new Answer(
        response.getStatus(),
        response.getContentType(),
        response.getHeader(HttpHeaders.LOCATION),
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  private static boolean holdsSecret(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod method
        && method.hasMethodAnnotation(SecretAnswer.class);
  }

  private void answerAgain(
      Beginning beginning, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (beginning instanceof Beginning.Answered known) {
      replay(known.answer(), request, response);
    } else if (beginning instanceof Beginning.UnderWay) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "2");
      problems.write(
          request,
          response,
          HttpStatus.CONFLICT,
          "A request with this Idempotency-Key is under way: send it again in a moment.");
    } else {
      problems.write(
          request,
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "This Idempotency-Key was used for another request: use a new key for a new request.");
    }
  }

  private void replay(Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (answer.body() == null) {
      problems.write(
          request,
          response,
          HttpStatus.CONFLICT,
          "This request was done before. Its answer holds a secret, which is told once and kept"
              + " nowhere: use a new key to make another one.");
      return;
    }
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader(HttpHeaders.LOCATION, answer.location());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
