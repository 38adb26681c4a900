package dev.lorafoundry.api.access;

import java.time.Instant;

/**
 * By which a program of a person's comes in, as that person; the secret itself is not kept.
 *
 * @param name what the person calls it
 */
public record ApiToken(
    ApiTokenId id, PersonId person, String name, Instant createdAt, Instant expiresAt) {}
