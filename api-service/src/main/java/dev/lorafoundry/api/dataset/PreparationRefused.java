package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

/** A preparation can't be started now. */
public final class PreparationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PreparationRefused(String message) {
    super(message);
  }

  static PreparationRefused underWay(VersionId version) {
    return new PreparationRefused(
        "A preparation of version %s is under way: wait until it has ended, or cancel it."
            .formatted(version));
  }

  static PreparationRefused empty(VersionId version) {
    return new PreparationRefused(
        "Version %s has no pictures to prepare: upload some first.".formatted(version));
  }

  static PreparationRefused changed(VersionId version) {
    return new PreparationRefused(
        "Somebody else changed the preparation settings of version %s at the same time: try again."
            .formatted(version));
  }
}
