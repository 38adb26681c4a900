package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
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
  List<TrainingPicture> apply(byte[] original) {
    return switch (settings.crop()) {
      case COVER -> covered(original);
      case NONE -> whole(original);
    };
  }

  private List<TrainingPicture> covered(byte[] original) {
    PictureReader.Header stored = reader.inspectUpright(original);
    CoverCrop crop = new CoverCrop(settings.width(), settings.height());
    BufferedImage picture = reader.read(original, settings.width(), settings.height());
    CoverCrop.Scaled scaled = crop.scaled(picture.getWidth(), picture.getHeight());
    TrainingPicture cut =
        new TrainingPicture(
            crop.apply(picture),
            new Framing(stored.width(), stored.height(), scaled.left(), scaled.top()));
    return withMirrored(cut, scaled.width() - settings.width() - scaled.left());
  }

  private List<TrainingPicture> whole(byte[] original) {
    BufferedImage picture = requireSize(reader.read(original));
    Framing framing = Framing.whole(picture.getWidth(), picture.getHeight());
    return withMirrored(new TrainingPicture(picture, framing), 0);
  }

  /**
   * @param right columns that were cut off on the right
   */
  private List<TrainingPicture> withMirrored(TrainingPicture picture, int right) {
    return settings.flip() ? List.of(picture, picture.flipped(right)) : List.of(picture);
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
