package dev.lorafoundry.e2e;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A picture in 256 colours, so that its file is about half as large: those that it has most of as
 * they are, the others by median cut (Heckbert 1982).
 */
final class FewColours {
  private static final int COLOURS = 256;
  private static final int AS_THEY_ARE = 48;
  private static final int[] CHANNELS = {16, 8, 0};

  /** A colour as 0xRRGGBB, and how many points have it. */
  private record Counted(int colour, int count) {}

  /** Colours that become one: split where they differ most while there is room for more. */
  private record Box(List<Counted> colours, int channel, double weight) {
    static Box of(List<Counted> colours) {
      int widest = CHANNELS[0];
      for (int channel : CHANNELS) {
        widest = spread(colours, channel) > spread(colours, widest) ? channel : widest;
      }
      return new Box(
          colours, widest, spread(colours, widest) * Math.sqrt((double) points(colours)));
    }

    private static int spread(List<Counted> colours, int channel) {
      var values =
          colours.stream().mapToInt(each -> part(each.colour(), channel)).summaryStatistics();
      return values.getMax() - values.getMin();
    }

    Stream<Box> halves() {
      List<Counted> sorted =
          colours.stream()
              .sorted(Comparator.comparingInt(each -> part(each.colour(), channel)))
              .toList();
      int at = 1;
      long half = points(sorted) / 2;
      for (long seen = sorted.get(0).count(); at < sorted.size() - 1 && seen < half; at++) {
        seen += sorted.get(at).count();
      }
      return Stream.of(Box.of(sorted.subList(0, at)), Box.of(sorted.subList(at, sorted.size())));
    }

    int mean() {
      int mean = 0;
      for (int channel : CHANNELS) {
        long sum =
            colours.stream()
                .mapToLong(each -> (long) part(each.colour(), channel) * each.count())
                .sum();
        mean |= (int) (sum / points(colours)) << channel;
      }
      return mean;
    }

    private static long points(List<Counted> colours) {
      return colours.stream().mapToLong(Counted::count).sum();
    }
  }

  private FewColours() {}

  static BufferedImage of(BufferedImage picture) {
    int[] palette = palette(picture);
    IndexColorModel model =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage few =
        new BufferedImage(
            picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> places = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int place = places.computeIfAbsent(colour(picture, x, y), each -> nearest(palette, each));
        few.getRaster().setSample(x, y, 0, place);
      }
    }
    return few;
  }

  private static int[] palette(BufferedImage picture) {
    List<Counted> all = byFrequency(picture);
    List<Counted> exact = all.subList(0, Math.min(AS_THEY_ARE, all.size()));
    List<Box> boxes = boxes(all.subList(exact.size(), all.size()));
    return IntStream.concat(
            exact.stream().mapToInt(Counted::colour), boxes.stream().mapToInt(Box::mean))
        .toArray();
  }

  private static List<Counted> byFrequency(BufferedImage picture) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        counts.merge(colour(picture, x, y), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(each -> new Counted(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingInt(Counted::count).reversed())
        .toList();
  }

  private static List<Box> boxes(List<Counted> colours) {
    List<Box> boxes = new ArrayList<>();
    if (!colours.isEmpty()) {
      boxes.add(Box.of(colours));
    }
    while (boxes.size() < Math.min(COLOURS - AS_THEY_ARE, colours.size())) {
      Box heaviest = boxes.stream().max(Comparator.comparingDouble(Box::weight)).orElseThrow();
      boxes.remove(heaviest);
      heaviest.halves().forEach(boxes::add);
    }
    return boxes;
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    for (int place = 1; place < palette.length; place++) {
      if (distance(palette[place], colour) < distance(palette[best], colour)) {
        best = place;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int channel : CHANNELS) {
      int difference = part(one, channel) - part(other, channel);
      sum += difference * difference;
    }
    return sum;
  }

  private static int colour(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xFFFFFF;
  }

  private static int part(int colour, int channel) {
    return colour >> channel & 0xFF;
  }
}
