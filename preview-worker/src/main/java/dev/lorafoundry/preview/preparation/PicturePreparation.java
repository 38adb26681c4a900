package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.diffusion.picture.AspectBuckets;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Turns one original into its training pictures: upright, over white, of the dataset's size or of
 * that of a bucket, and mirrored as well if asked. A mask goes with them, or their transparency if
 * asked.
 */
record PicturePreparation(PictureReader reader, PreparationSettings settings) {
  private static final AspectBuckets.Size WHOLE =
      new AspectBuckets.Size(Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * The training pictures, the picture itself first.
   *
   * @throws PictureRefused if a file can't be used
   */
  List<TrainingPicture> apply(Upload upload) {
    return switch (settings.crop()) {
      case COVER -> covered(upload);
      case NONE -> whole(upload);
    };
  }

  private List<TrainingPicture> covered(Upload upload) {
    byte[] original = upload.picture();
    PictureReader.Header stored = reader.inspectUpright(original);
    AspectBuckets.Fit fit = fit(stored.width(), stored.height());
    AspectBuckets.Size size = fit.size();
    CoverCrop.Scaled scaled = fit.scaled();
    TrainingPicture cut =
        new TrainingPicture(
            fit.apply(reader.read(original, size.width(), size.height())),
            upload.opacity(reader, settings, size).map(fit::apply),
            new Framing(stored.width(), stored.height(), scaled.left(), scaled.top()));
    return withMirrored(cut, scaled.width() - size.width() - scaled.left());
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

  private List<TrainingPicture> whole(Upload upload) {
    BufferedImage picture = requireSize(reader.read(upload.picture()));
    Framing framing = Framing.whole(picture.getWidth(), picture.getHeight());
    Optional<BufferedImage> opacity = upload.opacity(reader, settings, WHOLE);
    return withMirrored(new TrainingPicture(picture, opacity, framing), 0);
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
