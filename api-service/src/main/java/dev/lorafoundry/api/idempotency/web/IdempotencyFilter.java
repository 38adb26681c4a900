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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a POST with a known Idempotency-Key as it was answered the first time. The whole request
 * is one transaction with what is kept of its answer; a request that was refused or failed has done
 * nothing, and leaves nothing.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  private static final String ALLOWED = "[\\x21-\\x7e]{1,200}";

  private final Answers answers;
  private final PlatformTransactionManager transactions;
  private final IdempotencySettings settings;
  private final InstantSource clock;
  private final Problems problems;

  IdempotencyFilter(
      Answers answers,
      PlatformTransactionManager transactions,
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
        || !request.getRequestURI().startsWith("/api/");
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
    try (OneTransaction transaction = new OneTransaction(transactions)) {
      Beginning beginning = answers.begin(keyed.key(), keyed.sha256(), clock.instant());
      if (beginning instanceof Beginning.First) {
        perform(keyed, request, answer, chain, transaction);
      } else {
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

  private void perform(
      Keyed keyed,
      HttpServletRequest request,
      ContentCachingResponseWrapper answer,
      FilterChain chain,
      OneTransaction transaction)
      throws ServletException, IOException {
    chain.doFilter(request, answer);
    if (answer.getStatus() < HttpStatus.BAD_REQUEST.value()) {
      answers.keep(
          keyed.key(),
          keyed.sha256(),
          kept(request, answer),
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
