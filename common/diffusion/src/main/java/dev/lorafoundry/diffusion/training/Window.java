package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.settings.CropNumbers;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.picture.AspectBuckets.Size;
import dev.lorafoundry.diffusion.picture.CoverCrop;
import dev.lorafoundry.diffusion.picture.LetterBox;
import dev.lorafoundry.diffusion.picture.Pictures;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.diffusion.vae.Latents;
import java.awt.image.BufferedImage;
import java.util.stream.Stream;

/**
 * The part of a picture's file that the model is shown: as large as the dataset says, with all that
 * lies beyond left out.
 *
 * @param left columns of the file before it
 * @param top rows of the file above it
 * @param returns whether it is shown again, so that what is said of it is worth keeping
 * @param mirrored whether its mirror image is shown, left for right
 */
record Window(Picture picture, int left, int top, boolean returns, boolean mirrored) {
  /** The one that preparation would have cut out. */
  static Window centre(Picture picture) {
    Framing framing = picture.framing();
    return framing.kept().isPresent()
        ? new Window(picture, framing.left(), framing.top(), true, false)
        : new Window(picture, 0, 0, true, false);
  }

  /** Any one, each with the same chance; the column is drawn before the row. */
  static Window drawn(Picture picture, Draws draws) {
    Overflow overflow = picture.overflow();
    int left = draws.between(0, overflow.columns() + 1);
    int top = draws.between(0, overflow.rows() + 1);
    return new Window(picture, left, top, overflow.equals(Overflow.NONE), false);
  }

  /** The mirror image of the same part. */
  Window flipped() {
    return new Window(picture, left, top, returns, !mirrored);
  }

  /**
   * What the file shows there.
   *
   * @throws TrainingRefused if the file is not as large as the dataset says
   */
  BufferedImage of(BufferedImage file) {
    requireSize(file);
    BufferedImage part =
        picture.overflow().equals(Overflow.NONE)
            ? file
            : file.getSubimage(left, top, picture.width(), picture.height());
    return mirrored ? Pictures.flipped(part) : part;
  }

  /**
   * How it was taken out of the original. A mirror image has the columns on its left that the part
   * has on its right.
   */
  Framing framing() {
    Framing framing = picture.framing();
    return framing
        .kept()
        .map(kept -> framing.at(mirrored ? kept.columns() - left : left, top))
        .orElseGet(() -> mirrored ? framing.at(cutOffRight(framing), framing.top()) : framing);
  }

  /**
   * Columns that were cut off on the right, of an original that stayed as it was or was brought to
   * scale: whichever it was of which this picture is the centre.
   */
  private int cutOffRight(Framing framing) {
    int width = framing.originalWidth();
    int height = framing.originalHeight();
    CoverCrop filling = new CoverCrop(picture.width(), picture.height());
    return Stream.of(new CoverCrop.Scaled(width, height, 0, 0), filling.scaled(width, height))
        .filter(
            whole ->
                isCentre(whole.width() - picture.width(), framing.left())
                    && isCentre(whole.height() - picture.height(), framing.top()))
        .map(whole -> whole.width() - picture.width() - framing.left())
        .findFirst()
        .orElse(framing.left());
  }

  /** Whether of what was cut off half was before the picture, as near as whole numbers come. */
  private static boolean isCentre(int cutOff, int before) {
    return before <= cutOff && Math.abs(cutOff - 2 * before) <= 1;
  }

  /** All that what is said of it depends on: files of other parts of a picture are others. */
  String identity() {
    String file = "%s %d %d".formatted(picture.sha256(), picture.width(), picture.height());
    String part =
        picture.overflow().equals(Overflow.NONE) ? file : file + " from %d %d".formatted(left, top);
    return mirrored ? part + " mirrored" : part;
  }

  /**
   * What SDXL is told of it.
   *
   * @param numbers letterbox: as sd-scripts, of any part of the file the same
   */
  SizeEmbedding sizes(CropNumbers numbers) {
    return switch (numbers) {
      case CUT -> sizes(framing().top(), framing().left());
      case LETTERBOX -> {
        Framing framing = picture.framing();
        Size size = new Size(picture.width(), picture.height());
        Size original = new Size(framing.originalWidth(), framing.originalHeight());
        LetterBox box = LetterBox.of(size, original);
        yield sizes((int) box.top(), box.left(size.width(), mirrored));
      }
    };
  }

  private SizeEmbedding sizes(int rowsAbove, int columnsBefore) {
    Framing framing = picture.framing();
    return new SizeEmbedding(
        framing.originalHeight(),
        framing.originalWidth(),
        rowsAbove,
        columnsBefore,
        picture.height(),
        picture.width());
  }

  private void requireSize(BufferedImage file) {
    int width = picture.width() + picture.overflow().columns();
    int height = picture.height() + picture.overflow().rows();
    if (file.getWidth() != width || file.getHeight() != height) {
      throw new TrainingRefused(
          "Picture %s has %d × %d pixels, but the dataset says %d × %d: prepare the dataset again."
              .formatted(picture.name(), file.getWidth(), file.getHeight(), width, height));
    }
    if (picture.width() % Latents.FACTOR != 0 || picture.height() % Latents.FACTOR != 0) {
      throw new TrainingRefused(
          "Picture %s has %d × %d pixels: both must be multiples of %d. Prepare the dataset again."
              .formatted(picture.name(), picture.width(), picture.height(), Latents.FACTOR));
    }
  }
}
