package dev.lorafoundry.preview.grid;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The picture of a whole preview: cells in their places, labels above the columns and left of the
 * rows. Each cell holds a batch, itself laid out as a small grid without margins.
 */
public final class GridSheet {
  private static final int SMALLEST_FONT = 9;
  private static final int LARGEST_FONT = 22;
  private static final int PADDING = 6;

  private final GridLayout layout;
  private final BatchGrid batch;
  private final int pictureWidth;
  private final int pictureHeight;
  private final Font font;
  private final int left;
  private final int top;
  private final int columnWidth;
  private final BufferedImage sheet;
  private final Graphics2D graphics;

  /**
   * An empty sheet.
   *
   * @param pictureWidth pixels of one picture
   * @param pictureHeight pixels of one picture
   * @param batch pictures in each cell
   */
  public GridSheet(GridLayout layout, int pictureWidth, int pictureHeight, int batch) {
    this.layout = layout;
    this.batch = BatchGrid.of(batch);
    this.pictureWidth = pictureWidth;
    this.pictureHeight = pictureHeight;
    this.font = new Font(Font.SANS_SERIF, Font.PLAIN, fontSize());
    FontMetrics metrics = metrics();
    this.left = widest(metrics, layout.rows(), layout::rowLabels);
    this.top = layout.columnLabels(0).size() * (metrics.getHeight() + PADDING);
    this.columnWidth =
        Math.max(cellWidth(), widest(metrics, layout.columns(), layout::columnLabels));
    this.sheet =
        new BufferedImage(
            left + layout.columns() * columnWidth,
            top + layout.rows() * cellHeight(),
            BufferedImage.TYPE_INT_RGB);
    this.graphics = sheet.createGraphics();
    drawFrame();
  }

  /** Puts one picture of a batch into its cell, made smaller if it is larger than its place. */
  public void put(int row, int column, int batchIndex, BufferedImage picture) {
    int x = cellX(column) + batchIndex % batch.columns() * pictureWidth;
    int y = top + row * cellHeight() + batchIndex / batch.columns() * pictureHeight;
    graphics.drawImage(picture, x, y, pictureWidth, pictureHeight, null);
  }

  /** The sheet with all that was put on it. */
  public BufferedImage picture() {
    return sheet;
  }

  private void drawFrame() {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(font);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    IntStream.range(0, layout.columns()).forEach(this::drawColumnLabels);
    IntStream.range(0, layout.rows()).forEach(this::drawRowLabels);
  }

  /** The innermost axis stands next to the pictures. */
  private void drawColumnLabels(int column) {
    FontMetrics metrics = graphics.getFontMetrics();
    List<String> labels = layout.columnLabels(column);
    for (int i = 0; i < labels.size(); i++) {
      int middle = left + column * columnWidth + columnWidth / 2;
      int bottom = top - i * (metrics.getHeight() + PADDING);
      drawCentred(labels.get(i), middle, bottom - PADDING / 2 - metrics.getDescent());
    }
  }

  private void drawRowLabels(int row) {
    FontMetrics metrics = graphics.getFontMetrics();
    List<String> labels = layout.rowLabels(row);
    int middle = top + row * cellHeight() + cellHeight() / 2;
    int first = middle - (labels.size() - 1) * metrics.getHeight() / 2 + metrics.getAscent() / 2;
    for (int i = 0; i < labels.size(); i++) {
      drawCentred(labels.get(labels.size() - 1 - i), left / 2, first + i * metrics.getHeight());
    }
  }

  private void drawCentred(String text, int middle, int baseline) {
    int width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, middle - width / 2, baseline);
  }

  private int cellX(int column) {
    return left + column * columnWidth + (columnWidth - cellWidth()) / 2;
  }

  private int cellWidth() {
    return batch.columns() * pictureWidth;
  }

  private int cellHeight() {
    return batch.rows() * pictureHeight;
  }

  private int fontSize() {
    return Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT, cellWidth() / 16));
  }

  private FontMetrics metrics() {
    Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return scratch.getFontMetrics(font);
    } finally {
      scratch.dispose();
    }
  }

  private static int widest(FontMetrics metrics, int count, IntFunction<List<String>> labels) {
    return IntStream.range(0, count)
        .mapToObj(labels)
        .flatMap(List::stream)
        .mapToInt(label -> metrics.stringWidth(label) + 2 * PADDING)
        .max()
        .orElse(0);
  }
}
