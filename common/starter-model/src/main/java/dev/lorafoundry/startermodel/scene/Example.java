package dev.lorafoundry.startermodel.scene;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.awt.image.BufferedImage;

/** A captioned picture, determined by a seed and a number. */
public final class Example {
  private final Scene scene;
  private final String caption;
  private final Canvas canvas;

  private Example(Scene scene, String caption, Canvas canvas) {
    this.scene = scene;
    this.caption = caption;
    this.canvas = canvas;
  }

  /** A picture to train on: its combination is not held out, its caption may be shortened. */
  public static Example toTrain(long seed, long number, int side) {
    Draws draws = Draws.of(seed, number, Purpose.ORDER);
    Scene scene = Scene.drawn(draws);
    while (scene.heldOut()) {
      scene = Scene.drawn(draws);
    }
    return new Example(scene, scene.caption(draws), scene.draw(side, draws));
  }

  /** A picture to measure with: its combination is held out, its caption complete. */
  public static Example toMeasure(long seed, long number, int side) {
    Draws draws = Draws.of(seed, number, Purpose.ORDER);
    Scene scene = Scene.drawn(draws);
    while (!scene.heldOut()) {
      scene = Scene.drawn(draws);
    }
    return new Example(scene, scene.caption(), scene.draw(side, draws));
  }

  public Scene scene() {
    return scene;
  }

  public String caption() {
    return caption;
  }

  public BufferedImage image() {
    return canvas.toImage();
  }

  /** Planes of red, green and blue in [-1, 1]. */
  public float[] planes() {
    return canvas.planes();
  }
}
