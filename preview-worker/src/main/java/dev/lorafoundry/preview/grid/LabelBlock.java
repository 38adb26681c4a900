package dev.lorafoundry.preview.grid;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The labels beside all columns, or all rows, of a sheet: how much room the largest needs, and how
 * one is drawn. Those of the innermost axis stand nearest to the pictures.
 */
final class LabelBlock {
  private static final int PADDING = 6;

  private final List<List<String>> blocks;
  private final FontMetrics metrics;

  private LabelBlock(List<List<String>> blocks, FontMetrics metrics) {
    this.blocks = blocks;
    this.metrics = metrics;
  }

  /**
   * @param labels of a place, from the innermost axis outwards
   * @param width largest width of a line, in pixels
   */
  static LabelBlock of(
      int places, IntFunction<List<String>> labels, FontMetrics metrics, int width) {
    LabelText text = new LabelText(width, metrics::stringWidth);
    return new LabelBlock(
        IntStream.range(0, places).mapToObj(place -> lines(labels.apply(place), text)).toList(),
        metrics);
  }

  private static List<String> lines(List<String> labels, LabelText text) {
    return IntStream.rangeClosed(1, labels.size())
        .mapToObj(i -> labels.get(labels.size() - i))
        .flatMap(label -> text.lines(label).stream())
        .toList();
  }

  /** Pixels of the widest line with a margin; 0 without labels. */
  int width() {
    return lines().mapToInt(metrics::stringWidth).map(width -> width + 2 * PADDING).max().orElse(0);
  }

  /** Pixels of the highest block with a margin; 0 without labels. */
  int height() {
    int most = blocks.stream().mapToInt(List::size).max().orElse(0);
    return most == 0 ? 0 : most * metrics.getHeight() + 2 * PADDING;
  }

  /** Draws the block of a place around a middle. */
  void drawAround(Graphics2D graphics, int place, int x, int y) {
    draw(graphics, place, x, y - blocks.get(place).size() * metrics.getHeight() / 2);
  }

  /** Draws the block of a place so that it ends above a line. */
  void drawAbove(Graphics2D graphics, int place, int x, int bottom) {
    draw(graphics, place, x, bottom - PADDING - blocks.get(place).size() * metrics.getHeight());
  }

  private void draw(Graphics2D graphics, int place, int middle, int top) {
    int baseline = top + metrics.getAscent();
    for (String line : blocks.get(place)) {
      graphics.drawString(line, middle - metrics.stringWidth(line) / 2, baseline);
      baseline += metrics.getHeight();
    }
  }

  private Stream<String> lines() {
    return blocks.stream().flatMap(List::stream);
  }
}
