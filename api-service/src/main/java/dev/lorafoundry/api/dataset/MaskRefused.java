package dev.lorafoundry.api.dataset;

import dev.lorafoundry.diffusion.picture.PictureRefused;

/** A file can't be the mask of a picture. */
public final class MaskRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MaskRefused(PictureRefused cause) {
    super(cause.getMessage(), cause);
  }
}
