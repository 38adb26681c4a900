package dev.lorafoundry.api.dataset;

/** Folders can't be told apart by what was sent of them. */
public final class FoldersRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FoldersRefused(String reason) {
    super(reason);
  }
}
