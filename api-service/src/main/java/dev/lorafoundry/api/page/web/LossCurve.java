package dev.lorafoundry.api.page.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The loss over the steps as a line of an SVG: means of at most {@value #COLUMNS} stretches, so
 * that a long job stays small and a noisy one readable.
 *
 * @param points as {@code <polyline>} wants them
 * @param description for who can't see it
 */
record LossCurve(int width, int height, String points, Phrase description) {
  static final int COLUMNS = 240;
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 200;
  private static final int MARGIN = 10;

  /** Loss at a step. */
  record Point(long step, double loss) {}

  /** Empty if there is nothing to draw a line of. */
  static Optional<LossCurve> of(List<Point> measured) {
    List<Point> points =
        means(measured.stream().filter(point -> Double.isFinite(point.loss())).toList());
    if (points.size() < 2 || points.get(0).step() == points.get(points.size() - 1).step()) {
      return Optional.empty();
    }
    double low = points.stream().mapToDouble(Point::loss).min().orElseThrow();
    double high = points.stream().mapToDouble(Point::loss).max().orElseThrow();
    long first = points.get(0).step();
    long last = points.get(points.size() - 1).step();
    StringBuilder line = new StringBuilder();
    for (Point point : points) {
      double x = WIDTH * (double) (point.step() - first) / (last - first);
      double share = high == low ? 0.5 : (point.loss() - low) / (high - low);
      double y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    double end = points.get(points.size() - 1).loss();
    Phrase description = Phrase.of("job.curve", first, last, low, high, end);
    return Optional.of(new LossCurve(WIDTH, HEIGHT, line.toString().strip(), description));
  }

  private static List<Point> means(List<Point> measured) {
    int size = Math.max(1, (int) Math.ceil(measured.size() / (double) COLUMNS));
    List<Point> means = new ArrayList<>();
    for (int from = 0; from < measured.size(); from += size) {
      List<Point> stretch = measured.subList(from, Math.min(measured.size(), from + size));
      double mean = stretch.stream().mapToDouble(Point::loss).average().orElseThrow();
      means.add(new Point(stretch.get(stretch.size() - 1).step(), mean));
    }
    return means;
  }
}
