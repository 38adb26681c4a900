package dev.lorafoundry.api.idempotency.web;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.IdempotencySettings;
import dev.lorafoundry.api.idempotency.RequestKey;
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
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Answers a POST with a known Idempotency-Key as it was answered the first time. */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";
  private static final String ALLOWED = "[\\x21-\\x7e]{1,200}";

  private final Answers answers;
  private final IdempotencySettings settings;
  private final InstantSource clock;
  private final Problems problems;

  IdempotencyFilter(
      Answers answers, IdempotencySettings settings, InstantSource clock, Problems problems) {
    this.answers = answers;
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
    Beginning beginning =
        answers.begin(key, RequestHash.of(request), clock.instant(), settings.patience());
    if (beginning instanceof Beginning.First) {
      perform(key, request, response, chain);
    } else {
      answerAgain(beginning, request, response);
    }
  }

  private void perform(
      RequestKey key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper copied = new ContentCachingResponseWrapper(response);
    boolean answered = false;
    try {
      chain.doFilter(request, copied);
      answered = copied.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value();
    } finally {
      if (!answered) {
        answers.forget(key);
      }
    }
    if (answered) {
      answers.keep(key, answerOf(copied), clock.instant().plus(settings.keep()));
    }
    copied.copyBodyToResponse();
  }

  private static Answer answerOf(ContentCachingResponseWrapper response) {
    return new Answer(
        response.getStatus(),
        response.getContentType(),
        response.getHeader(HttpHeaders.LOCATION),
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  private void answerAgain(
      Beginning beginning, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (beginning instanceof Beginning.Answered known) {
      replay(known.answer(), response);
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

  private static void replay(Answer answer, HttpServletResponse response) throws IOException {
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
