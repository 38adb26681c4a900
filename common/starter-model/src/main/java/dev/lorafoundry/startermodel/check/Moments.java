package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.startermodel.scene.Figure;
import java.util.EnumMap;
import java.util.Map;

/** Area and centre of a figure's outline. */
record Moments(double area, double x, double y) {
  private static final int GRID = 200;
  private static final Map<Figure, Moments> ALL = new EnumMap<>(Figure.class);

  static {
    for (Figure figure : Figure.values()) {
      ALL.put(figure, measured(figure));
    }
  }

  static Moments of(Figure figure) {
    return ALL.computeIfAbsent(figure, Moments::measured);
  }

  private static Moments measured(Figure figure) {
    double count = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < GRID * GRID; i++) {
      int column = i % GRID;
      int row = i / GRID;
      double x = 2 * (column + 0.5) / GRID - 1;
      double y = 2 * (row + 0.5) / GRID - 1;
      if (figure.outline().contains(x, y)) {
        count++;
        sumX += x;
        sumY += y;
      }
    }
    return new Moments(4 * count / (GRID * GRID), sumX / count, sumY / count);
  }
}
