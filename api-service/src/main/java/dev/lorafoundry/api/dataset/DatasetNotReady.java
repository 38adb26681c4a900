package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

/** A dataset can't be frozen for training, as there is nothing prepared in it. */
public final class DatasetNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetNotReady(VersionId version) {
    super("The dataset of version " + version + " has no training pictures: prepare it first.");
  }
}
