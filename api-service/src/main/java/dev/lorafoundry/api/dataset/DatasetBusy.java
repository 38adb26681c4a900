package dev.lorafoundry.api.dataset;

/** Workers prepare a dataset, so that this can't be changed of it now. */
public final class DatasetBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatasetBusy(FileRefused cause) {
    super(cause.getMessage(), cause);
  }
}
