package dev.lorafoundry.startermodel.scene;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture of many shapes in any colours, which teaches the autoencoder more than the scenes need,
 * so that it can show what people train.
 */
public final class Doodle {
  private final Canvas canvas;

  private Doodle(Canvas canvas) {
    this.canvas = canvas;
  }

  public static Doodle of(long seed, long number, int side) {
    Draws draws = Draws.of(seed, number, Purpose.START);
    Rgb top = colour(draws);
    Rgb bottom = draws.uniform() < 0.5 ? top : colour(draws);
    Canvas canvas = new Canvas(side, (x, y) -> top.mixed(bottom, Math.min(1, y + 0.5)));
    int shapes = draws.between(1, 6);
    for (int i = 0; i < shapes; i++) {
      double radius = 0.05 + 0.3 * draws.uniform();
      canvas.paint(
          new Canvas.Placement(
              draws.uniform(), draws.uniform(), radius, 2 * Math.PI * draws.uniform()),
          outline(draws),
          paint(draws));
    }
    return new Doodle(canvas);
  }

  /** Planes of red, green and blue in [-1, 1]. */
  public float[] planes() {
    return canvas.planes();
  }

  public BufferedImage image() {
    return canvas.toImage();
  }

  private static Outline outline(Draws draws) {
    int kind = draws.between(0, Figure.values().length + 2);
    if (kind < Figure.values().length) {
      return List.of(Figure.values()).get(kind).outline();
    }
    double thickness = 0.1 + 0.2 * draws.uniform();
    return kind == Figure.values().length
        ? Outline.rectangle(1, thickness)
        : Outline.circle(1).without(Outline.circle(1 - thickness));
  }

  private static Paint paint(Draws draws) {
    Texture[] textures = Texture.values();
    Texture texture = draws.uniform() < 0.7 ? Texture.PLAIN : textures[draws.between(0, 3)];
    return texture.paint(colour(draws));
  }

  private static Rgb colour(Draws draws) {
    if (draws.uniform() < 0.25) {
      double level = draws.uniform();
      return new Rgb(level, level, level);
    }
    return new Rgb(draws.uniform(), draws.uniform(), draws.uniform());
  }
}
