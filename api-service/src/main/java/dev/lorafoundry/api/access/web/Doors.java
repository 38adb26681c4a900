package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Caller;
import dev.lorafoundry.api.access.NotAllowed;
import dev.lorafoundry.api.rest.DatabaseAway;
import dev.lorafoundry.api.rest.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfException;

/** What those are told who may not come in. */
final class Doors {
  private final Problems problems;

  Doors(Problems problems) {
    this.problems = problems;
  }

  /** Nobody knows who it is: programs get a problem, browsers the page that explains. */
  void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isPage(request)) {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, "/sign-in");
      return;
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    boolean given = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    problems.write(
        request,
        response,
        HttpStatus.UNAUTHORIZED,
        given
            ? "The token is not valid: send the API token as 'Authorization: Bearer TOKEN'."
            : "Nobody is signed in: send the API token as 'Authorization: Bearer TOKEN', or open a"
                + " sign-in link.");
  }

  /** It is known who it is, and it is not allowed. */
  void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    problems.write(
        request,
        response,
        HttpStatus.FORBIDDEN,
        denied instanceof CsrfException
            ? "The page's form is out of date: load the page again, or send its token as"
                + " X-XSRF-TOKEN."
            : isViewer()
                ? String.valueOf(NotAllowed.viewer().getMessage())
                : "This token does not open this part of the service: the API token opens /api,"
                    + " the worker token /internal.");
  }

  private static boolean isViewer() {
    return CallerFilter.current()
        .filter(Caller::isOfPeople)
        .filter(c -> !c.mayChange())
        .isPresent();
  }

  /** Nobody can find out who it is. */
  void closed(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
      throws IOException {
    DatabaseAway.log(failure);
    problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, DatabaseAway.MESSAGE);
  }

  private static boolean isPage(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/api/")
        && !path.startsWith("/internal/")
        && !path.startsWith("/actuator");
  }
}
