package dev.lorafoundry.startermodel.check;

import dev.lorafoundry.startermodel.scene.Rgb;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The largest connected part of a picture that differs from the colour of its border. */
final class Foreground {
  private static final double DIFFERENT = 0.22;

  private final BufferedImage image;
  private final int width;
  private final int height;

  private Foreground(BufferedImage image) {
    this.image = image;
    width = image.getWidth();
    height = image.getHeight();
  }

  /** Places of the part, as {@code y · width + x}; empty if nothing differs. */
  static List<Integer> of(BufferedImage image) {
    return new Foreground(image).largest();
  }

  static Rgb colour(BufferedImage image, int place) {
    int rgb = image.getRGB(place % image.getWidth(), place / image.getWidth());
    return new Rgb((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
  }

  private List<Integer> largest() {
    Rgb ground = ground();
    boolean[] open = new boolean[width * height];
    for (int i = 0; i < open.length; i++) {
      open[i] = colour(image, i).distance(ground) > DIFFERENT;
    }
    List<Integer> largest = List.of();
    for (int i = 0; i < open.length; i++) {
      if (open[i]) {
        List<Integer> part = part(open, i);
        largest = part.size() > largest.size() ? part : largest;
      }
    }
    return largest;
  }

  /** Takes the connected part around a place out of the open ones. */
  private List<Integer> part(boolean[] open, int start) {
    List<Integer> part = new ArrayList<>();
    Deque<Integer> next = new ArrayDeque<>(List.of(start));
    open[start] = false;
    while (!next.isEmpty()) {
      int place = next.pop();
      part.add(place);
      for (int neighbour : neighbours(place)) {
        if (open[neighbour]) {
          open[neighbour] = false;
          next.push(neighbour);
        }
      }
    }
    return part;
  }

  private List<Integer> neighbours(int place) {
    int x = place % width;
    List<Integer> neighbours = new ArrayList<>();
    if (x > 0) {
      neighbours.add(place - 1);
    }
    if (x + 1 < width) {
      neighbours.add(place + 1);
    }
    if (place >= width) {
      neighbours.add(place - width);
    }
    if (place + width < width * height) {
      neighbours.add(place + width);
    }
    return neighbours;
  }

  /** The median colour of the border. */
  private Rgb ground() {
    List<Rgb> border = new ArrayList<>();
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
        border.add(colour(image, i));
      }
    }
    return new Rgb(
        median(border.stream().mapToDouble(Rgb::red).toArray()),
        median(border.stream().mapToDouble(Rgb::green).toArray()),
        median(border.stream().mapToDouble(Rgb::blue).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
