package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.startermodel.scene.Figure;
import dev.lorafoundry.startermodel.scene.Hue;
import dev.lorafoundry.startermodel.scene.Rgb;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what stands out from a picture's background: its colour by a vote of the pixels' hues,
 * its shape by the outline of the same area and centre that covers it best.
 */
public final class Checker {
  private static final int FEWEST_PIXELS = 25;
  private static final double LEAST_CHROMA = 0.12;
  private static final double WIDEST_TURN = 0.16; // radians
  private static final int TURNS = 5;

  private Checker() {}

  public static Finding look(BufferedImage image) {
    List<Integer> places = Foreground.of(image);
    if (places.size() < FEWEST_PIXELS) {
      return Finding.NOTHING;
    }
    return new Finding(hue(image, places), Optional.of(figure(image.getWidth(), places)));
  }

  private static Optional<Hue> hue(BufferedImage image, List<Integer> places) {
    Map<Hue, Double> votes = new EnumMap<>(Hue.class);
    for (int place : places) {
      Rgb colour = Foreground.colour(image, place);
      if (colour.chroma() > LEAST_CHROMA) {
        votes.merge(nearest(colour.hue()), colour.chroma(), Double::sum);
      }
    }
    return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private static Hue nearest(double angle) {
    return Arrays.stream(Hue.values())
        .min(Comparator.comparingDouble(hue -> apart(hue.rgb().hue(), angle)))
        .orElseThrow();
  }

  private static double apart(double one, double other) {
    double difference = Math.abs(one - other);
    return Math.min(difference, 360 - difference);
  }

  private static Figure figure(int width, List<Integer> places) {
    return Arrays.stream(Figure.values())
        .max(Comparator.comparingDouble(figure -> likeness(figure, width, places)))
        .orElseThrow();
  }

  /** Best overlap (intersection over union) among slightly turned outlines. */
  private static double likeness(Figure figure, int width, List<Integer> places) {
    double centreX =
        places.stream().mapToDouble(place -> column(place, width)).sum() / places.size();
    double centreY = places.stream().mapToDouble(place -> row(place, width)).sum() / places.size();
    Moments unit = Moments.of(figure);
    double radius = Math.sqrt(places.size() / unit.area());
    double best = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      double angle = WIDEST_TURN * (2.0 * turn / (TURNS - 1) - 1);
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      long inside =
          places.stream()
              .filter(
                  place -> {
                    double x = (column(place, width) - centreX) / radius;
                    double y = (row(place, width) - centreY) / radius;
                    return figure
                        .outline()
                        .contains(x * cos + y * sin + unit.x(), y * cos - x * sin + unit.y());
                  })
              .count();
      // why: outline and part have the same area, so the union follows from the intersection
      best = Math.max(best, inside / (2.0 * places.size() - inside));
    }
    return best;
  }

  /** Middle of a pixel, across. */
  private static double column(int place, int width) {
    return Math.floorMod(place, width) + 0.5;
  }

  /** Middle of a pixel, down. */
  private static double row(int place, int width) {
    return Math.floorDiv(place, width) + 0.5;
  }
}
