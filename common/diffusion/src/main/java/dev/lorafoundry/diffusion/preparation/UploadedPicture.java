package dev.lorafoundry.diffusion.preparation;

import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.AspectBuckets;
import dev.lorafoundry.diffusion.picture.Opacity;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureReader.Header;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** The files of one original: the picture, and the mask that was uploaded beside it, if one was. */
public final class UploadedPicture {
  private final byte[] picture;
  private final Optional<byte[]> mask;

  private UploadedPicture(byte[] picture, Optional<byte[]> mask) {
    this.picture = picture;
    this.mask = mask;
  }

  public static UploadedPicture of(byte... picture) {
    return new UploadedPicture(picture, Optional.empty());
  }

  public UploadedPicture with(byte... itsMask) {
    return new UploadedPicture(picture, Optional.of(itsMask));
  }

  byte[] picture() {
    return picture;
  }

  /**
   * The mask as greys, or else the transparency where it is to be kept; empty if there is neither.
   *
   * @param needed size to which the picture will be brought
   * @throws PictureRefused if the mask can't be used
   */
  Optional<BufferedImage> opacity(
      PictureReader reader, PreparationSettings settings, AspectBuckets.Size needed) {
    if (mask.isPresent()) {
      return Optional.of(greys(reader, mask.get(), needed));
    }
    return settings.alphaMask()
        ? reader.opacity(picture, needed.width(), needed.height())
        : Optional.empty();
  }

  private BufferedImage greys(PictureReader reader, byte[] file, AspectBuckets.Size needed) {
    try {
      requireSizeOf(reader.inspectUpright(picture), reader.inspectUpright(file));
      return Opacity.ofMask(reader.read(file, needed.width(), needed.height()));
    } catch (PictureRefused e) {
      throw new PictureRefused("Its mask can't be used. " + e.getMessage(), e);
    }
  }

  private static void requireSizeOf(Header picture, Header mask) {
    if (picture.width() != mask.width() || picture.height() != mask.height()) {
      throw new PictureRefused(
          "It is %d × %d pixels, but the picture is %d × %d: upload one of the same size."
              .formatted(mask.width(), mask.height(), picture.width(), picture.height()));
    }
  }
}
