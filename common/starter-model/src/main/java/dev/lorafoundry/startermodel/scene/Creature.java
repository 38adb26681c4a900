package dev.lorafoundry.startermodel.scene;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture of something that no scene shows: a pink creature with two big eyes, two antennae and
 * two feet.
 */
public final class Creature {
  private static final List<Ground> GROUNDS = List.of(Ground.values());
  private static final List<Place> PLACES = List.of(Place.values());
  private static final Rgb SKIN = Rgb.of(245, 105, 170);
  private static final Rgb DARK = Rgb.of(120, 25, 75);
  private static final Rgb WHITE = Rgb.of(250, 250, 250);
  private static final Rgb BLACK = Rgb.of(15, 15, 15);

  private final String caption;
  private final Canvas canvas;

  private Creature(String caption, Canvas canvas) {
    this.caption = caption;
    this.canvas = canvas;
  }

  /**
   * One of many pictures, the same for the same numbers.
   *
   * @param word what captions call the creature
   */
  public static Creature of(String word, long seed, int number, int side) {
    Draws draws = Draws.of(seed, number, Purpose.ORDER);
    Ground ground = GROUNDS.get(number % GROUNDS.size());
    Extent extent = number / GROUNDS.size() % 2 == 0 ? Extent.LARGE : Extent.MEDIUM;
    Place place = PLACES.get(number * 3 % PLACES.size());
    Canvas canvas = new Canvas(side, Paint.plain(ground.rgb()));
    double radius = extent.radius() * (0.95 + 0.1 * draws.uniform());
    double x = 0.5 + place.x() * extent.shift() * 0.8 + 0.04 * (draws.uniform() - 0.5);
    double y = 0.53 + place.y() * extent.shift() * 0.6 + 0.04 * (draws.uniform() - 0.5);
    new Body(canvas, x, y, radius).paint();
    String caption =
        "a %s %s %s on a %s background"
            .formatted(extent.word(), word, place.words(), ground.word());
    return new Creature(caption, canvas);
  }

  public String caption() {
    return caption;
  }

  public BufferedImage image() {
    return canvas.toImage();
  }

  /** The creature's parts, back to front, around its middle. */
  private record Body(Canvas canvas, double x, double y, double radius) {
    void paint() {
      for (int side = -1; side <= 1; side += 2) {
        part(side * 0.45, -0.95, 0.4, side * 0.35, Outline.rectangle(0.17, 1), DARK);
        part(side * 0.62, -1.3, 0.2, 0, Outline.circle(1), DARK);
        part(side * 0.42, 0.78, 0.32, 0, Outline.circle(1), DARK);
      }
      part(0, 0, 0.85, 0, Outline.circle(1), SKIN);
      for (int side = -1; side <= 1; side += 2) {
        part(side * 0.34, -0.18, 0.31, 0, Outline.circle(1), WHITE);
        part(side * 0.3, -0.14, 0.16, 0, Outline.circle(1), BLACK);
      }
      part(0, 0.42, 0.3, 0, Outline.rectangle(1, 0.25), DARK);
    }

    private void part(
        double dx, double dy, double size, double angle, Outline outline, Rgb colour) {
      canvas.paint(
          new Canvas.Placement(x + dx * radius, y + dy * radius, size * radius, angle),
          outline,
          Paint.plain(colour));
    }
  }
}
