package dev.lorafoundry.diffusion.picture;

/** A file that can't be used as a picture; the message is a sentence for people. */
public final class PictureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PictureRefused(String message) {
    super(message);
  }

  public PictureRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
