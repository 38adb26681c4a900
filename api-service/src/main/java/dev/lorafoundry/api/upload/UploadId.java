package dev.lorafoundry.api.upload;

import java.util.Objects;
import java.util.UUID;

/** Identifies a file that comes in parts. */
public record UploadId(UUID value) {
  public UploadId {
    Objects.requireNonNull(value, "value");
  }

  public static UploadId random() {
    return new UploadId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
