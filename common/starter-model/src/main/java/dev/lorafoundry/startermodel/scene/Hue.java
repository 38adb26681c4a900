package dev.lorafoundry.startermodel.scene;

import java.util.Locale;

/** The colours of shapes. */
public enum Hue {
  RED(Rgb.of(220, 35, 40)),
  ORANGE(Rgb.of(245, 130, 25)),
  YELLOW(Rgb.of(250, 225, 50)),
  GREEN(Rgb.of(40, 165, 65)),
  BLUE(Rgb.of(40, 85, 225)),
  PURPLE(Rgb.of(150, 50, 185));

  private final Rgb rgb;

  Hue(Rgb rgb) {
    this.rgb = rgb;
  }

  public Rgb rgb() {
    return rgb;
  }

  /** The word in captions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
