package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

/** A dataset can't be used, as there is nothing prepared in it. */
public final class DatasetNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetNotReady(VersionId version) {
    this("The dataset of version " + version + " has no training pictures: prepare it first.");
  }

  private DatasetNotReady(String message) {
    super(message);
  }

  /** There is nothing in it at all. */
  static DatasetNotReady empty(VersionId version) {
    return new DatasetNotReady(
        "The dataset of version " + version + " has no pictures: upload some first.");
  }
}
