package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.AccessSettings;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.access.SignIn.Pass;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives out links that sign a person in at the page. */
@Tag(name = "Access")
@RestController
@RequestMapping("/api/v1/sign-in-links")
final class SignInLinkController {
  private final SignIn signIn;
  private final AccessSettings settings;

  SignInLinkController(SignIn signIn, AccessSettings settings) {
    this.signIn = signIn;
    this.settings = settings;
  }

  /** A link that signs in whoever opens it first. */
  record SignInLink(URI url, Instant expiresAt) {}

  @Operation(summary = "Make a link that signs one person in at the page, once")
  @SecretAnswer
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  SignInLink create() {
    Pass pass = signIn.issueLink();
    URI url = base().path("/sign-in").queryParam("token", pass.secret().text()).build().toUri();
    return new SignInLink(url, pass.expiresAt());
  }

  private UriComponentsBuilder base() {
    return settings.publicUrl() == null
        ? ServletUriComponentsBuilder.fromCurrentContextPath()
        : UriComponentsBuilder.fromUri(settings.publicUrl());
  }
}
