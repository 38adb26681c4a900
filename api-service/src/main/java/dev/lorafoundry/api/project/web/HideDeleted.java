package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Belonging;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.VersionNotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UrlPathHelper;

/**
 * Lets nobody find, or change, what belongs to versions that are deleted, on pages and over REST:
 * here alone, so that whoever looks something up by its id need not think of it.
 */
final class HideDeleted implements HandlerInterceptor {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:/api/v1)?/([a-z-]+)/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?:/.*)?");

  private final Filings filings;

  HideDeleted(Filings filings) {
    this.filings = filings;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Matcher address =
        ADDRESS.matcher(UrlPathHelper.defaultInstance.getPathWithinApplication(request));
    if (address.matches()) {
      Belonging.in(address.group(1))
          .flatMap(kind -> filings.deletedWith(kind, UUID.fromString(address.group(2))))
          .ifPresent(
              version -> {
                throw new VersionNotFound(version);
              });
    }
    return true;
  }
}
