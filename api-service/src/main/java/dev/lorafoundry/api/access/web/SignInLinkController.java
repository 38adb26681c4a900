package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.SignIn;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Gives out links that sign a person in at the page. */
@Tag(name = "Access")
@RestController
@RequestMapping("/api/v1/sign-in-links")
final class SignInLinkController {
  private final SignIn signIn;

  SignInLinkController(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * Whom a link is to sign in.
   *
   * @param person absent: whoever asks; the first administrator if that is the API token
   */
  record Wanted(@Nullable UUID person) {}

  /** A link that signs in whoever opens it first. */
  record SignInLink(URI url, Instant expiresAt) {}

  @Operation(
      summary = "Make a link that signs one person in at the page, once",
      description =
          "Of person, which only administrators may name, unless it is oneself. Without, of whoever"
              + " asks; the API token, which is nobody's, gets a link of the first administrator.")
  @SecretAnswer
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  SignInLink create(@RequestBody(required = false) @Nullable Wanted wanted) {
    SignIn.Pass pass =
        wanted == null || wanted.person() == null
            ? signIn.issueLink()
            : signIn.issueLink(new PersonId(wanted.person()));
    String here = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    return new SignInLink(signIn.address(pass, here), pass.expiresAt());
  }
}
