package dev.lorafoundry.api.dataset;

/** This can't be changed of a dataset now: mostly because workers prepare it. */
public final class DatasetBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetBusy(FileRefused cause) {
    super(cause.getMessage(), cause);
  }
}
