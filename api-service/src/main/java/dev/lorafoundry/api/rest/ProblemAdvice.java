package dev.lorafoundry.api.rest;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns every exception into a problem. Mistakes of the program carry an id that is in the log, and
 * nothing else. Where an answer has begun it is too late for a problem: the exception goes on to
 * the server, which breaks the connection off, so that nobody takes the beginning for the whole.
 */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  /** Seconds after which what can't be done now may be asked for again. */
  private static final String RETRY_AFTER = "2";

  private final List<Refusal> refusals;
  private final ProblemLanguage language;

  ProblemAdvice(ObjectProvider<Refusal> refusals, ProblemLanguage language) {
    this.refusals = refusals.stream().toList();
    this.language = language;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(RequestRefused refused, WebRequest request) {
    return answer(Problems.of(refused.status(), messageOf(refused)), request);
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(InvalidSettings invalid, WebRequest request) {
    return answer(
        Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, messageOf(invalid), invalid.problems()),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Object> other(RuntimeException exception, WebRequest request) {
    if (hasBegun(request)) {
      throw exception;
    }
    if (DatabaseAway.isCauseOf(exception)) {
      DatabaseAway.log(exception);
      return answer(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, DatabaseAway.MESSAGE), request);
    }
    return refusals.stream()
        .filter(refusal -> refusal.concerns(exception))
        .findFirst()
        .map(
            refusal ->
                Problems.of(
                    refusal.status(), messageOf(exception), refusal.problems().apply(exception)))
        .map(problem -> answer(problem, request))
        .orElseGet(() -> mistake(exception, request));
  }

  /** What no request should cause: told by an id only. */
  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception exception, WebRequest request) throws Exception {
    if (hasBegun(request)) {
      throw exception;
    }
    return mistake(exception, request);
  }

  private ResponseEntity<Object> mistake(Exception exception, WebRequest request) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    log.error("Internal error {} at {}", id, request.getDescription(false), exception);
    return answer(
        Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong inside (error %s): try again, and if it stays tell whoever runs this service the error's id."
                .formatted(id)),
        request);
  }

  /** Who asked has gone: there is nobody to answer. */
  @ExceptionHandler(IOException.class)
  @Nullable ResponseEntity<Object> broken(IOException exception, WebRequest request)
      throws Exception {
    return exception.getClass().getSimpleName().equals("ClientAbortException")
        ? null
        : unexpected(exception, request);
  }

  private static boolean hasBegun(WebRequest request) {
    return request instanceof ServletWebRequest web
        && web.getResponse() != null
        && web.getResponse().isCommitted();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
      AsyncRequestNotUsableException gone, WebRequest request) {
    return null;
  }

  private ResponseEntity<Object> answer(ProblemDetail problem, WebRequest request) {
    HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
    HttpHeaders headers = new HttpHeaders();
    if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    return createResponseEntity(problem, headers, status, request);
  }

  /** Whatever is answered is said in the language of whoever asked. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    Object said =
        body instanceof ProblemDetail problem && request instanceof ServletWebRequest web
            ? language.say(problem, web.getRequest())
            : body;
    return super.createResponseEntity(said, headers, status, request);
  }

  private static String messageOf(Exception exception) {
    return String.valueOf(exception.getMessage());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.is5xxServerError()) {
      return mistake(exception, request);
    }
    String detail =
        body instanceof ProblemDetail problem && problem.getDetail() != null
            ? problem.getDetail()
            : "The request can't be answered.";
    Explanation explanation = Explanation.of(exception, detail);
    return createResponseEntity(
        Problems.of(status, explanation.detail(), explanation.problems()),
        headers,
        status,
        request);
  }
}
