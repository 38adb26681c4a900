package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.Places.Place;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Remembers the pages of versions that somebody looked at, for {@link Places}. */
final class RememberPlaces implements HandlerInterceptor {
  /** Before the page is written; not called if there is no such version. */
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && HttpMethod.GET.matches(request.getMethod())) {
      Place.at(request.getRequestURI())
          .map(Places.in(request)::with)
          .ifPresent(
              places -> response.addHeader(HttpHeaders.SET_COOKIE, places.cookie().toString()));
    }
  }
}
