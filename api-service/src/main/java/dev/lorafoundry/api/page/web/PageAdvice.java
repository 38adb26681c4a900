package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.rest.DatabaseAway;
import dev.lorafoundry.api.rest.Refusal;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Tells people what went wrong: on the page that they have open if htmx asked, as a page of its own
 * otherwise.
 */
@ControllerAdvice(basePackageClasses = PageAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageAdvice {
  private static final Logger log = LoggerFactory.getLogger(PageAdvice.class);

  private final Phrases phrases;
  private final List<Refusal> refusals;

  PageAdvice(Phrases phrases, ObjectProvider<Refusal> refusals) {
    this.phrases = phrases;
    this.refusals = refusals.stream().toList();
  }

  @ExceptionHandler
  ModelAndView refused(RuntimeException exception, HttpServletRequest request) {
    if (DatabaseAway.isCauseOf(exception)) {
      DatabaseAway.log(exception);
      return answer(HttpStatus.SERVICE_UNAVAILABLE, Phrase.sentence(DatabaseAway.MESSAGE), request);
    }
    return status(exception)
        .map(status -> answer(status, said(exception), request))
        .orElseGet(() -> mistake(exception, request));
  }

  @ExceptionHandler
  ModelAndView noSuchAddress(TypeMismatchException exception, HttpServletRequest request) {
    return answer(HttpStatus.NOT_FOUND, Phrase.of("refused.no-address"), request);
  }

  @ExceptionHandler
  ModelAndView incomplete(
      MissingServletRequestParameterException exception, HttpServletRequest request) {
    return answer(
        HttpStatus.BAD_REQUEST,
        Phrase.of("refused.missing", exception.getParameterName()),
        request);
  }

  private Optional<HttpStatus> status(RuntimeException exception) {
    if (exception instanceof NothingThere) {
      return Optional.of(HttpStatus.NOT_FOUND);
    }
    if (exception instanceof InvalidSettings) {
      return Optional.of(HttpStatus.BAD_REQUEST);
    }
    if (exception instanceof RequestRefused refused) {
      return Optional.of(refused.status());
    }
    return refusals.stream()
        .filter(refusal -> refusal.type().isInstance(exception))
        .map(Refusal::status)
        .findFirst();
  }

  private ModelAndView mistake(RuntimeException exception, HttpServletRequest request) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    log.error("Internal error {} at {}", id, request.getRequestURI(), exception);
    return answer(HttpStatus.INTERNAL_SERVER_ERROR, Phrase.of("refused.mistake", id), request);
  }

  private ModelAndView answer(HttpStatus status, Phrase message, HttpServletRequest request) {
    boolean part = request.getHeader("HX-Request") != null;
    // why: what is wrong with a form is shown at its fields; here is everything else
    HttpStatus told = status == HttpStatus.UNPROCESSABLE_CONTENT ? HttpStatus.BAD_REQUEST : status;
    String view = part ? "page/notice :: bad(message=${message})" : "page/refused";
    return new ModelAndView(
        view, Map.of("message", message, "title", phrases.of(title(told))), told);
  }

  private static Phrase title(HttpStatus status) {
    return Phrase.declared("refused." + status.value(), status.getReasonPhrase());
  }

  private static Phrase said(RuntimeException exception) {
    return Phrase.sentence(String.valueOf(exception.getMessage()));
  }
}
