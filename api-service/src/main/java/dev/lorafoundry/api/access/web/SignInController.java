package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.AccessSettings;
import dev.lorafoundry.api.access.Secret;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.access.SignIn.Pass;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where sign-in links lead, and where sessions end. */
@Hidden
@Controller
final class SignInController {
  private final SignIn signIn;
  private final AccessSettings settings;

  SignInController(SignIn signIn, AccessSettings settings) {
    this.signIn = signIn;
    this.settings = settings;
  }

  /**
   * Signs in by a page that leads on by itself, and not by a redirect: the cookie is for this site
   * only, and browsers leave it out of a redirect that began on another site.
   */
  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(required = false) @Nullable String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (token == null || request.getMethod().equals("HEAD")) {
      // why: what only looks whether the link leads somewhere must not use it up
      return "access/sign-in";
    }
    return signIn
        .redeem(new Secret(token))
        .map(session -> signedIn(session, request, response))
        .orElseGet(
            () -> {
              response.setStatus(HttpStatus.UNAUTHORIZED.value());
              return "access/link-used";
            });
  }

  private String signedIn(Pass session, HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        SessionCookie.of(session.secret(), settings.sessionLife(), request).toString());
    return "access/signed-in";
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.in(request).ifPresent(signIn::end);
    response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.ended(request).toString());
    return "redirect:/sign-in";
  }
}
