package dev.lorafoundry.api.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given.
 *
 * @param body text, as all answers to POSTs are; absent if it was for the first asker's eyes only
 */
public record Answer(
    int status, @Nullable String contentType, @Nullable String location, @Nullable String body) {

  /** Of an answer that must not lie anywhere: that it was given, and nothing of it. */
  public static Answer secret(int status) {
    return new Answer(status, null, null, null);
  }
}
