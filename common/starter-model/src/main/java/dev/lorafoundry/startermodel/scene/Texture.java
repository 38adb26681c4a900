package dev.lorafoundry.startermodel.scene;

import java.util.Locale;

/** How a shape is filled: its colour alone, or with darker parts. */
enum Texture {
  PLAIN {
    @Override
    boolean darker(double x, double y) {
      return false;
    }
  },
  STRIPED {
    @Override
    boolean darker(double x, double y) {
      return Math.floorMod((long) Math.floor(y * 2.5 + 0.5), 2L) == 1;
    }
  },
  DOTTED {
    @Override
    boolean darker(double x, double y) {
      double cellX = x * 1.6 - Math.rint(x * 1.6);
      double cellY = y * 1.6 - Math.rint(y * 1.6);
      return cellX * cellX + cellY * cellY < 0.09;
    }
  };

  private static final double SHADE = 0.5;

  /** Whether a point of a shape that fits into [-1, 1] is of the darker colour. */
  abstract boolean darker(double x, double y);

  Paint paint(Rgb colour) {
    Rgb shade = colour.times(SHADE);
    return (x, y) -> darker(x, y) ? shade : colour;
  }

  /** The word in captions; empty if there is none. */
  String word() {
    return this == PLAIN ? "" : name().toLowerCase(Locale.ROOT);
  }
}
