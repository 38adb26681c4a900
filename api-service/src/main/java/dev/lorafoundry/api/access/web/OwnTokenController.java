package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.ApiToken;
import dev.lorafoundry.api.access.ApiTokenId;
import dev.lorafoundry.api.access.OwnTokens;
import dev.lorafoundry.api.idempotency.SecretAnswer;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.RequestRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens by which programs come in as the person who made them. */
@Tag(name = "Access")
@RestController
@RequestMapping("/api/v1/people/me/tokens")
final class OwnTokenController {
  private final OwnTokens tokens;

  OwnTokenController(OwnTokens tokens) {
    this.tokens = tokens;
  }

  /** A token; its secret is not kept. */
  record TokenView(UUID id, String name, Instant createdAt, Instant expiresAt) {
    static TokenView of(ApiToken token) {
      return new TokenView(token.id().value(), token.name(), token.createdAt(), token.expiresAt());
    }
  }

  /**
   * A new token.
   *
   * @param token to be sent as {@code Authorization: Bearer …}; it is told this once
   */
  record NewToken(UUID id, String name, Instant createdAt, Instant expiresAt, String token) {}

  /**
   * A token to be made.
   *
   * @param days until it ends, 1 to 365; absent: 90
   */
  record TokenBody(@Nullable String name, @Nullable Integer days) {}

  @Operation(summary = "List one's own tokens, newest first")
  @GetMapping
  Page<TokenView> list() {
    return Page.whole(tokens.list().stream().map(TokenView::of).toList());
  }

  @Operation(
      summary = "Make a token of one's own; it is told once",
      description = "Programs that send it may do what its person may, as long as that is so.")
  @SecretAnswer
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewToken make(@RequestBody TokenBody body) {
    OwnTokens.Made made = tokens.make(body.name(), body.days());
    TokenView told = TokenView.of(made.token());
    return new NewToken(
        told.id(), told.name(), told.createdAt(), told.expiresAt(), made.secret().text());
  }

  @Operation(summary = "End a token of one's own")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID id) {
    if (!tokens.remove(new ApiTokenId(id))) {
      throw RequestRefused.notFound("There is no token " + id + " of yours, or not any more.");
    }
  }
}
