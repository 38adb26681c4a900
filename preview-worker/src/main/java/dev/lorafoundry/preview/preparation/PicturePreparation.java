package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.diffusion.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Turns one original into its training pictures: upright, opaque, of the dataset's size, and
 * mirrored as well if asked.
 */
record PicturePreparation(PictureReader reader, PreparationSettings settings) {
  /**
   * The training pictures, the picture itself first.
   *
   * @throws PictureRefused if the file can't be used
   */
  List<BufferedImage> apply(byte[] original) {
    BufferedImage picture = sized(original);
    return settings.flip() ? List.of(picture, Pictures.flipped(picture)) : List.of(picture);
  }

  private BufferedImage sized(byte[] original) {
    int width = settings.width();
    int height = settings.height();
    return switch (settings.crop()) {
      case COVER -> new CoverCrop(width, height).apply(reader.read(original, width, height));
      case NONE -> requireSize(reader.read(original));
    };
  }

  private BufferedImage requireSize(BufferedImage picture) {
    if (picture.getWidth() != settings.width() || picture.getHeight() != settings.height()) {
      throw new PictureRefused(
          "The picture is %d × %d pixels, not %d × %d: choose the crop \"cover\", or bring it to size."
              .formatted(
                  picture.getWidth(), picture.getHeight(), settings.width(), settings.height()));
    }
    return picture;
  }
}
