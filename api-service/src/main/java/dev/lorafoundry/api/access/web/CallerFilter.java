package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Caller;
import dev.lorafoundry.api.access.Door;
import dev.lorafoundry.api.rest.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sent a request, for Spring Security. */
final class CallerFilter extends OncePerRequestFilter {
  /** What those may who may change anything. */
  static final String CHANGES = "CHANGES";

  private final Function<HttpServletRequest, Optional<Caller>> recognition;

  private final Doors doors;

  CallerFilter(Function<HttpServletRequest, Optional<Caller>> recognition, Doors doors) {
    this.recognition = recognition;
    this.doors = doors;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      recognition.apply(request).ifPresent(CallerFilter::remember);
    } catch (RuntimeException e) {
      if (!DatabaseAway.isCauseOf(e)) {
        throw e;
      }
      doors.closed(request, response, e);
      return;
    }
    chain.doFilter(request, response);
  }

  private static void remember(Caller caller) {
    List<SimpleGrantedAuthority> authorities =
        Stream.concat(
                caller.doors().stream().map(Door::name),
                caller.mayChange() ? Stream.of(CHANGES) : Stream.of())
            .map(SimpleGrantedAuthority::new)
            .toList();
    UsernamePasswordAuthenticationToken known =
        UsernamePasswordAuthenticationToken.authenticated(caller.name(), null, authorities);
    known.setDetails(caller);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(known);
    SecurityContextHolder.setContext(context);
  }

  /** Who sent the request that this thread serves; empty if nobody knows, or it serves none. */
  static Optional<Caller> current() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .map(Authentication::getDetails)
        .filter(Caller.class::isInstance)
        .map(Caller.class::cast);
  }
}
