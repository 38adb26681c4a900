package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Caller;
import dev.lorafoundry.api.access.Role;
import dev.lorafoundry.api.rest.DatabaseAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who sent a request, for Spring Security. */
final class CallerFilter extends OncePerRequestFilter {
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
    List<SimpleGrantedAuthority> roles =
        caller.roles().stream().map(Role::name).map(SimpleGrantedAuthority::new).toList();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(caller.name(), null, roles));
    SecurityContextHolder.setContext(context);
  }
}
