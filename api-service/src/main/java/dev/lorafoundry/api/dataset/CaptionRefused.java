package dev.lorafoundry.api.dataset;

/** Captions can't be changed as asked. */
public final class CaptionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CaptionRefused(String message) {
    super(message);
  }
}
