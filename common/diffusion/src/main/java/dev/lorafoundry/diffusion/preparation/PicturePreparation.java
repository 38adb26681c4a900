package dev.lorafoundry.diffusion.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.AspectBuckets;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns one original into its training pictures: upright, over white, of the dataset's size or of
 * that of a bucket, and mirrored as well if asked; what lies beyond is cut off, or kept if asked. A
 * mask goes with them, or their transparency if asked.
 */
public record PicturePreparation(PictureReader reader, PreparationSettings settings) {
  private static final AspectBuckets.Size WHOLE =
      new AspectBuckets.Size(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** why: files must stay of a size that trainings can read each time they show a picture. */
  private static final int MOST_KEPT = 16;

  /**
   * The training pictures, the picture itself first.
   *
   * @throws PictureRefused if a file can't be used
   */
  public List<TrainingPicture> apply(UploadedPicture upload) {
    return switch (settings.crop()) {
      case COVER -> covered(upload);
      case NONE -> whole(upload);
    };
  }

  private List<TrainingPicture> covered(UploadedPicture upload) {
    byte[] original = upload.picture();
    PictureReader.Header stored = reader.inspectUpright(original);
    AspectBuckets.Fit fit = fit(stored.width(), stored.height());
    AspectBuckets.Size size = fit.size();
    CoverCrop.Scaled scaled = fit.scaled();
    UnaryOperator<BufferedImage> filling = filling(fit, stored);
    TrainingPicture filled =
        new TrainingPicture(
            filling.apply(reader.read(original, size.width(), size.height())),
            upload.opacity(reader, settings, size).map(filling),
            new Framing(
                stored.width(),
                stored.height(),
                scaled.left(),
                scaled.top(),
                settings.keepOverflow() ? fit.overflow() : null));
    return withMirrored(filled, scaled.width() - size.width() - scaled.left());
  }

  /** How a picture is made to fill its size: with what lies beyond, where that is kept. */
  private UnaryOperator<BufferedImage> filling(AspectBuckets.Fit fit, PictureReader.Header stored) {
    if (!settings.keepOverflow()) {
      return image -> fit.apply(image, settings.resizeMethod());
    }
    AspectBuckets.Size size = fit.size();
    long shown = (long) size.width() * size.height();
    long kept = (long) fit.scaled().width() * fit.scaled().height();
    if (kept > MOST_KEPT * shown) {
      throw new PictureRefused(
          "The picture is %d × %d pixels: to fill %d × %d it would be kept at %d × %d, more than %d times what is shown at once. Cut it, let pictures have sizes by their aspect ratios (enableBucket), or switch keepOverflow off."
              .formatted(
                  stored.width(),
                  stored.height(),
                  size.width(),
                  size.height(),
                  fit.scaled().width(),
                  fit.scaled().height(),
                  MOST_KEPT));
    }
    if (!reader.holds(settings.flip() ? 2 * kept : kept)) {
      throw new PictureRefused(
          "With keepOverflow the picture would be kept at %d × %d pixels, which takes more memory than there is for one: cut it, or switch keepOverflow off."
              .formatted(fit.scaled().width(), fit.scaled().height()));
    }
    return image -> fit.whole(image, settings.resizeMethod());
  }

  private AspectBuckets.Fit fit(int width, int height) {
    Optional<AspectBuckets> buckets = AspectBuckets.of(settings);
    if (buckets.isEmpty()) {
      AspectBuckets.Size size = new AspectBuckets.Size(settings.width(), settings.height());
      return AspectBuckets.Fit.covering(size, width, height);
    }
    return buckets
        .get()
        .fit(width, height)
        .orElseThrow(
            () ->
                new PictureRefused(
                    "The picture is %d × %d pixels, too small or too narrow for a bucket with sides of at least %d: let pictures be enlarged (bucketNoUpscale false), or upload a larger one."
                        .formatted(width, height, settings.bucketResolutionSteps())));
  }

  private List<TrainingPicture> whole(UploadedPicture upload) {
    requireSize(reader.inspectUpright(upload.picture()));
    BufferedImage picture = reader.read(upload.picture());
    Framing framing = Framing.whole(picture.getWidth(), picture.getHeight());
    Optional<BufferedImage> opacity = upload.opacity(reader, settings, WHOLE);
    return withMirrored(new TrainingPicture(picture, opacity, framing), 0);
  }

  /**
   * @param right columns of the original to the right of the picture
   */
  private List<TrainingPicture> withMirrored(TrainingPicture picture, int right) {
    return settings.flip() ? List.of(picture, picture.flipped(right)) : List.of(picture);
  }

  private void requireSize(PictureReader.Header picture) {
    if (picture.width() != settings.width() || picture.height() != settings.height()) {
      throw new PictureRefused(
          "The picture is %d × %d pixels, not %d × %d: choose the crop \"cover\", or bring it to size."
              .formatted(picture.width(), picture.height(), settings.width(), settings.height()));
    }
  }
}
