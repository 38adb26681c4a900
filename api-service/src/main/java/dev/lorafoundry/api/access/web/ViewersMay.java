package dev.lorafoundry.api.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What viewers may send though it is no mere reading: what only computes, and what concerns nobody
 * but themselves. Everything else is closed to them, also what is added later.
 */
final class ViewersMay {
  private static final List<RequestMatcher> ALLOWED =
      Stream.concat(
              Stream.of(
                      // what a run, a preparation or a command line would come to
                      "/versions/*/runs/dry-run",
                      "/api/v1/versions/*/runs/dry-run",
                      "/preparation-trials",
                      "/api/v1/pictures/*/preparation-trial",
                      "/api/v1/settings/arguments",
                      // their own way in and out
                      "/sign-out",
                      "/api/v1/sign-in-links",
                      "/me/tokens",
                      "/api/v1/people/me/tokens")
                  .map(path -> matcher(HttpMethod.POST, path)),
              Stream.of("/me/tokens/*", "/api/v1/people/me/tokens/*")
                  .map(path -> matcher(HttpMethod.DELETE, path)))
          .toList();

  private ViewersMay() {}

  static boolean send(HttpServletRequest request) {
    return ALLOWED.stream().anyMatch(each -> each.matches(request));
  }

  private static RequestMatcher matcher(HttpMethod method, String path) {
    return PathPatternRequestMatcher.withDefaults().matcher(method, path);
  }
}
