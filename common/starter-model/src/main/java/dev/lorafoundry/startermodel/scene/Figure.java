package dev.lorafoundry.startermodel.scene;

import java.util.Locale;

/** The shapes that the starter model knows. */
public enum Figure {
  CIRCLE(Outline.circle(0.95)),
  SQUARE(Outline.rectangle(0.85, 0.85)),
  TRIANGLE(Outline.polygon(0, -1, 1, 0.8, -1, 0.8)),
  STAR(Outline.star(5, 0.38)),
  CROSS(Outline.rectangle(1, 0.32).or(Outline.rectangle(0.32, 1)));

  private final Outline outline;

  Figure(Outline outline) {
    this.outline = outline;
  }

  public Outline outline() {
    return outline;
  }

  /** The word in captions. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
