package dev.lorafoundry.api.rest;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers where a request failed before any controller saw it. */
@Hidden
@RestController
final class ProblemErrorController implements ErrorController {
  private final ProblemLanguage language;

  ProblemErrorController(ProblemLanguage language) {
    this.language = language;
  }

  @RequestMapping("/error")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus known = status == null ? HttpStatus.NOT_FOUND : status;
    String detail =
        known.is4xxClientError()
            ? "The request can't be answered: see /api/v1/openapi.json for what is allowed."
            : "Something went wrong inside: try again.";
    return ResponseEntity.status(known).body(language.say(Problems.of(known, detail), request));
  }
}
