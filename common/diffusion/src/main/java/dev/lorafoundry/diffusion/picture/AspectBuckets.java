package dev.lorafoundry.diffusion.picture;

import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Chooses a size for each picture by its aspect ratio, so that little is cut off, as sd-scripts'
 * {@code BucketManager} does: of about the area of one resolution, with sides that are multiples of
 * a step.
 *
 * @param smallest side of a size
 * @param largest side of a size
 * @param noUpscale whether small pictures stay small; then sizes follow the pictures, and smallest
 *     and largest side are not kept
 */
public record AspectBuckets(
    int width, int height, int smallest, int largest, int step, boolean noUpscale) {
  /** Smallest and largest side are brought to multiples of the step, down and up. */
  public AspectBuckets {
    smallest = smallest - smallest % step;
    largest = (largest + step - 1) / step * step;
  }

  /** As the settings of a preparation say; empty if they want pictures of one size. */
  public static Optional<AspectBuckets> of(PreparationSettings settings) {
    return settings.enableBucket()
        ? Optional.of(
            new AspectBuckets(
                settings.width(),
                settings.height(),
                settings.minBucketResolution(),
                settings.maxBucketResolution(),
                settings.bucketResolutionSteps(),
                settings.bucketNoUpscale()))
        : Optional.empty();
  }

  /** A size in pixels. */
  public record Size(int width, int height) {
    double ratio() {
      return (double) width / height;
    }
  }

  /**
   * What becomes of one picture.
   *
   * @param size in the end
   * @param scaled how it is brought to scale, and where the part that stays begins
   */
  public record Fit(Size size, CoverCrop.Scaled scaled) {
    /** Of a picture of so many pixels that is to fill one size. */
    public static Fit covering(Size size, int fromWidth, int fromHeight) {
      CoverCrop crop = new CoverCrop(size.width(), size.height());
      return new Fit(size, crop.scaled(fromWidth, fromHeight));
    }

    /** The picture at exactly this size, RGB. */
    public BufferedImage apply(BufferedImage image, ResizeMethod method) {
      return new CoverCrop(size.width(), size.height()).apply(image, scaled, method);
    }

    /** The picture brought to scale, with what lies beyond the size as well, RGB. */
    public BufferedImage whole(BufferedImage image, ResizeMethod method) {
      return CoverCrop.whole(image, scaled, method);
    }

    /** What lies beyond the size. */
    public Overflow overflow() {
      return new Overflow(scaled.width() - size.width(), scaled.height() - size.height());
    }
  }

  /** The sizes among which is chosen if pictures may be enlarged, in their order. */
  public List<Size> sizes() {
    TreeSet<Size> sizes =
        new TreeSet<>(Comparator.comparingInt(Size::width).thenComparingInt(Size::height));
    int square = down((int) Math.sqrt(area()));
    sizes.add(new Size(square, square));
    for (int side = smallest; side <= largest; side += step) {
      int other = Math.min(largest, down(area() / side));
      if (other >= smallest) {
        sizes.add(new Size(side, other));
        sizes.add(new Size(other, side));
      }
    }
    return List.copyOf(sizes);
  }

  /**
   * What becomes of a picture of so many pixels.
   *
   * @return empty if it is too small or too narrow for any size
   */
  public Optional<Fit> fit(int fromWidth, int fromHeight) {
    return noUpscale ? shrunk(fromWidth, fromHeight) : Optional.of(filled(fromWidth, fromHeight));
  }

  private Fit filled(int fromWidth, int fromHeight) {
    Size from = new Size(fromWidth, fromHeight);
    List<Size> sizes = sizes();
    Size size =
        sizes.contains(from)
            ? from
            : sizes.stream()
                .min(Comparator.comparingDouble(each -> Math.abs(each.ratio() - from.ratio())))
                .orElseThrow();
    return Fit.covering(size, fromWidth, fromHeight);
  }

  private Optional<Fit> shrunk(int fromWidth, int fromHeight) {
    Size scaled =
        (long) fromWidth * fromHeight > area()
            ? shrunkToArea(new Size(fromWidth, fromHeight).ratio())
            : new Size(fromWidth, fromHeight);
    Size size = new Size(down(scaled.width()), down(scaled.height()));
    if (size.width() == 0 || size.height() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Fit(
            size,
            new CoverCrop.Scaled(
                scaled.width(),
                scaled.height(),
                (scaled.width() - size.width()) / 2,
                (scaled.height() - size.height()) / 2)));
  }

  /** One side is a multiple of the step: the one with which the other comes nearest to one. */
  private Size shrunkToArea(double ratio) {
    double freeWidth = Math.sqrt(area() * ratio);
    int width = nearDown(freeWidth);
    int height = nearDown(area() / freeWidth);
    double byWidth = (double) width / nearDown(width / ratio);
    double byHeight = (double) nearDown(height * ratio) / height;
    return Math.abs(byWidth - ratio) < Math.abs(byHeight - ratio)
        ? new Size(width, rounded(width / ratio))
        : new Size(rounded(height * ratio), height);
  }

  private int area() {
    return Math.multiplyExact(width, height);
  }

  private int down(int length) {
    return length - length % step;
  }

  private int nearDown(double length) {
    return down(rounded(length));
  }

  private static int rounded(double length) {
    return (int) (length + 0.5);
  }
}
