package dev.lorafoundry.diffusion.picture;

import dev.lorafoundry.diffusion.picture.AspectBuckets.Size;

/**
 * Where an original would lie in a picture if it were put into it whole, between bars: sd-scripts
 * tells SDXL that the bars were cut off, whatever was ({@code BucketManager.get_crop_ltrb}).
 *
 * @param left columns of the bar on the left, a whole number
 * @param top rows of the bar above, a whole number
 * @param right column of the picture where the original ends
 */
public record LetterBox(double left, double top, double right) {
  /**
   * Of a picture of this size.
   *
   * @param original its upright original
   */
  public static LetterBox of(Size picture, Size original) {
    boolean besides = picture.ratio() > original.ratio();
    double width = besides ? picture.height() * original.ratio() : picture.width();
    double height = besides ? picture.height() : picture.width() / original.ratio();
    double left = Math.floor((picture.width() - width) / 2);
    double top = Math.floor((picture.height() - height) / 2);
    return new LetterBox(left, top, left + width);
  }

  /** Columns on the left of a picture so wide; of its mirror image those that are on its right. */
  public int left(int width, boolean mirrored) {
    return (int) (mirrored ? width - right : left);
  }
}
