package dev.lorafoundry.api.dataset;

import java.util.Locale;

/** A concept can't go as it stands. */
public final class ConceptInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ConceptInUse(String message) {
    super(message);
  }

  static ConceptInUse first(Concept concept) {
    return new ConceptInUse(
        "The concept '%s' is the first one of its version, which stays: rename it."
            .formatted(concept.name()));
  }

  static ConceptInUse withPictures(Concept concept, long pictures) {
    return new ConceptInUse(
        String.format(
            Locale.ROOT,
            "The concept '%s' has %,d pictures: delete them or move them to another concept first.",
            concept.name(),
            pictures));
  }

  static ConceptInUse tooMany(int most) {
    return new ConceptInUse(
        "The version has %d concepts, which is the most allowed: delete some first."
            .formatted(most));
  }
}
