package dev.lorafoundry.preview.grid;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * The picture of a whole preview: cells in their places, labels above the columns and left of the
 * rows. Each cell holds a batch, itself laid out as a small grid without margins.
 */
public final class GridSheet {
  private static final int SMALLEST_FONT = 9;
  private static final int LARGEST_FONT = 22;
  private static final int NARROWEST_LABEL = 20; // letters or so

  private final GridLayout layout;
  private final BatchGrid batch;
  private final int pictureWidth;
  private final int pictureHeight;
  private final Font font;
  private final LabelBlock rowLabels;
  private final LabelBlock columnLabels;
  private final int left;
  private final int top;
  private final int columnWidth;
  private final int rowHeight;
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
    int widest = Math.max(cellWidth(), NARROWEST_LABEL * font.getSize() / 2);
    FontMetrics metrics = metrics();
    this.rowLabels = LabelBlock.of(layout.rows(), layout::rowLabels, metrics, widest);
    this.columnLabels = LabelBlock.of(layout.columns(), layout::columnLabels, metrics, widest);
    this.left = rowLabels.width();
    this.top = columnLabels.height();
    this.columnWidth = Math.max(cellWidth(), columnLabels.width());
    this.rowHeight = Math.max(cellHeight(), rowLabels.height());
    this.sheet =
        new BufferedImage(
            left + layout.columns() * columnWidth,
            top + layout.rows() * rowHeight,
            BufferedImage.TYPE_INT_RGB);
    this.graphics = sheet.createGraphics();
    drawFrame();
  }

  /** Puts one picture of a batch into its cell, made smaller if it is larger than its place. */
  public void put(int row, int column, int batchIndex, BufferedImage picture) {
    int x = cellX(column) + batchIndex % batch.columns() * pictureWidth;
    int y = cellY(row) + batchIndex / batch.columns() * pictureHeight;
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
    for (int column = 0; column < layout.columns(); column++) {
      columnLabels.drawAbove(graphics, column, cellX(column) + cellWidth() / 2, top);
    }
    for (int row = 0; row < layout.rows(); row++) {
      rowLabels.drawAround(graphics, row, left / 2, cellY(row) + cellHeight() / 2);
    }
  }

  private int cellX(int column) {
    return left + column * columnWidth + (columnWidth - cellWidth()) / 2;
  }

  private int cellY(int row) {
    return top + row * rowHeight + (rowHeight - cellHeight()) / 2;
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
}
