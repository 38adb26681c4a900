package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.preview.grid.GridLayout;
import dev.lorafoundry.preview.grid.GridSheet;
import java.util.Optional;

/**
 * How small a grid shows its pictures, so that it stays a file that people can open.
 *
 * @param divisor 1 shows them as they are
 */
record GridScale(int divisor) {
  /** The largest pictures with which the grid has at most so many pixels, labels aside. */
  static GridScale of(GridLayout layout, PreviewSettings settings, long largestGrid) {
    long pictures = (long) layout.columns() * layout.rows() * batch(settings);
    int divisor = 1;
    while (pictures * (settings.width() / divisor) * (settings.height() / divisor) > largestGrid
        && divisor < Math.min(settings.width(), settings.height()) / 8) {
      divisor++;
    }
    return new GridScale(divisor);
  }

  GridSheet sheet(GridLayout layout, PreviewSettings settings) {
    return new GridSheet(
        layout, settings.width() / divisor, settings.height() / divisor, batch(settings));
  }

  /** What people are told. */
  Optional<String> note() {
    return divisor == 1
        ? Optional.empty()
        : Optional.of(
            "The grid shows the pictures at 1/%d of their size, since it would be too large: the single pictures have their full size."
                .formatted(divisor));
  }

  private static int batch(PreviewSettings settings) {
    return settings.batchCount() * settings.batchSize();
  }
}
