package dev.lorafoundry.diffusion.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Makes pictures smaller: each point becomes the mean of the area that it covers, where points that
 * are covered in part count for that part, as OpenCV's {@code INTER_AREA} has it.
 */
final class AreaScale {
  private static final int COLOURS = 3;

  private AreaScale() {}

  /**
   * The picture at this size, RGB.
   *
   * @param width at most the picture's
   * @param height at most the picture's
   */
  static BufferedImage apply(BufferedImage image, int width, int height) {
    Span[] columns = Span.all(image.getWidth(), width);
    Span[] rows = Span.all(image.getHeight(), height);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[image.getWidth()];
    double[] sums = new double[COLOURS * width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < rows[y].shares.length; i++) {
        image.getRGB(0, rows[y].first + i, line.length, 1, line, 0, line.length);
        add(sums, line, columns, rows[y].shares[i]);
      }
      for (int x = 0; x < width; x++) {
        scaled.setRGB(x, y, colour(sums, COLOURS * x));
      }
    }
    return scaled;
  }

  /** Adds the means of a line's points, each counting for the share of the line. */
  private static void add(double[] sums, int[] line, Span[] columns, double share) {
    for (int x = 0; x < columns.length; x++) {
      for (int i = 0; i < columns[x].shares.length; i++) {
        int rgb = line[columns[x].first + i];
        double weight = share * columns[x].shares[i];
        sums[COLOURS * x] += weight * (rgb >> 16 & 0xff);
        sums[COLOURS * x + 1] += weight * (rgb >> 8 & 0xff);
        sums[COLOURS * x + 2] += weight * (rgb & 0xff);
      }
    }
  }

  private static int colour(double[] sums, int at) {
    return rounded(sums[at]) << 16 | rounded(sums[at + 1]) << 8 | rounded(sums[at + 2]);
  }

  /** Halves go up: sums of shares may fall short of one by what doubles leave out. */
  private static int rounded(double mean) {
    return (int) (mean + 0.5 + 1e-9);
  }

  /** What one point covers along a side: shares, together 1, from the first point on. */
  private static final class Span {
    private final int first;
    private final double[] shares;

    private Span(int first, double[] shares) {
      this.first = first;
      this.shares = shares;
    }

    static Span[] all(int from, int to) {
      Span[] spans = new Span[to];
      for (int i = 0; i < to; i++) {
        // why: in whole numbers, each point of the larger side being as wide as the smaller side
        spans[i] = of((long) i * from, (i + 1L) * from, to);
      }
      return spans;
    }

    private static Span of(long begin, long end, int wide) {
      int first = (int) (begin / wide);
      double[] shares = new double[(int) ((end - 1) / wide) - first + 1];
      for (int i = 0; i < shares.length; i++) {
        long left = Math.max(begin, (first + (long) i) * wide);
        long right = Math.min(end, (first + i + 1L) * wide);
        shares[i] = (double) (right - left) / (end - begin);
      }
      return new Span(first, shares);
    }
  }
}
