package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.Caller;
import dev.lorafoundry.api.access.Door;
import dev.lorafoundry.api.access.Secret;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.access.Tokens;
import dev.lorafoundry.api.access.ViewersMay;
import dev.lorafoundry.api.rest.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who gets in where. Requests that carry an Authorization header and those to the internal
 * endpoints are judged by their token alone; all others by the session's cookie, and then what
 * changes something needs the page's CSRF token too. Viewers change nothing: here is where they are
 * told.
 */
@Configuration(proxyBeanMethods = false)
final class SecurityConfiguration {
  private static final String BEARER = "Bearer ";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final String[] PUBLIC = {
    "/actuator/health",
    "/actuator/health/**",
    "/sign-in",
    "/assets/**",
    "/webjars/**",
    "/favicon.ico"
  };
  private static final List<PathPatternRequestMatcher> OPEN_TO_VIEWERS =
      ViewersMay.SEND.stream()
          .map(
              each ->
                  PathPatternRequestMatcher.withDefaults()
                      .matcher(HttpMethod.valueOf(each.method()), each.path()))
          .toList();
  private static final String CONTENT_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'none'";

  @Bean
  Asker asker() {
    return new Asker(CallerFilter::current);
  }

  @Bean
  Doors doors(Problems problems) {
    return new Doors(problems);
  }

  @Bean
  @Order(1)
  SecurityFilterChain programs(HttpSecurity http, Tokens tokens, Doors doors) throws Exception {
    http.securityMatcher(
            request ->
                request.getHeader(HttpHeaders.AUTHORIZATION) != null
                    || request.getRequestURI().startsWith("/internal/"))
        .csrf(AbstractHttpConfigurer::disable);
    return finish(http, request -> bearer(request).flatMap(tokens::callerOf), doors);
  }

  @Bean
  @Order(2)
  SecurityFilterChain browsers(HttpSecurity http, SignIn signIn, Doors doors) throws Exception {
    http.csrf(
        csrf ->
            csrf.csrfTokenRepository(pageTokens())
                .csrfTokenRequestHandler(new PageTokens())
                // why: every request is somebody's anew, and a token that changed with each would
                // fail the one that is sent beside it
                .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                .requireCsrfProtectionMatcher(request -> isChange(request) && isSomebody()));
    return finish(http, request -> SessionCookie.in(request).flatMap(signIn::callerOf), doors);
  }

  private static SecurityFilterChain finish(
      HttpSecurity http, Function<HttpServletRequest, Optional<Caller>> recognition, Doors doors)
      throws Exception {
    return http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilterBefore(new CallerFilter(recognition, doors), CsrfFilter.class)
        .authorizeHttpRequests(
            paths ->
                paths
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(PUBLIC)
                    .permitAll()
                    .requestMatchers("/internal/**")
                    .hasAuthority(Door.WORKERS.name())
                    .requestMatchers("/actuator/**")
                    .hasAuthority(Door.METRICS.name())
                    .requestMatchers(request -> isChange(request) && !mayViewersSend(request))
                    .hasAuthority(CallerFilter.CHANGES)
                    .anyRequest()
                    .hasAuthority(Door.PEOPLE.name()))
        .exceptionHandling(
            answers ->
                answers
                    .authenticationEntryPoint(
                        (request, response, failure) -> doors.unknown(request, response))
                    .accessDeniedHandler(doors::forbidden))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static boolean mayViewersSend(HttpServletRequest request) {
    return OPEN_TO_VIEWERS.stream().anyMatch(each -> each.matches(request));
  }

  private static boolean isChange(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod());
  }

  private static boolean isSomebody() {
    return SecurityContextHolder.getContext().getAuthentication() != null;
  }

  /** The page's scripts read the token from a cookie, which other sites can't. */
  private static CookieCsrfTokenRepository pageTokens() {
    CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
    return tokens;
  }

  private static Optional<Secret> bearer(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(new Secret(header.substring(BEARER.length()).strip()))
        : Optional.empty();
  }
}
