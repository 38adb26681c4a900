package dev.lorafoundry.startermodel.scene;

import java.util.Locale;

/** The backgrounds. */
public enum Ground {
  WHITE(Rgb.of(245, 245, 245)),
  BLACK(Rgb.of(18, 18, 20)),
  GRAY(Rgb.of(128, 128, 128)),
  SKY(Rgb.of(155, 205, 240));

  private final Rgb rgb;

  Ground(Rgb rgb) {
    this.rgb = rgb;
  }

  Rgb rgb() {
    return rgb;
  }

  /** The word in captions. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
