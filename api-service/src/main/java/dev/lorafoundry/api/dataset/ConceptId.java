package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.Objects;
import java.util.UUID;

/** Identifies a concept of a version's dataset. */
public record ConceptId(UUID value) {
  public ConceptId {
    Objects.requireNonNull(value, "value");
  }

  public static ConceptId random() {
    return new ConceptId(UUID.randomUUID());
  }

  /** The concept that every version has. */
  public static ConceptId first(VersionId version) {
    return new ConceptId(version.value());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
