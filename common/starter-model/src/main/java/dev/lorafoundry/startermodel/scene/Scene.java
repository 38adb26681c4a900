package dev.lorafoundry.startermodel.scene;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a picture shows: one shape, its colour and filling, its size and place, the background. */
public record Scene(
    Figure figure, Hue hue, Texture texture, Extent extent, Place place, Ground ground) {
  private static final int HELD_OUT = 8; // one combination in so many
  private static final double CAPTION_PART_KEPT = 0.85;
  private static final double TAGS = 0.3;

  /** A random scene; three of five are plain. */
  static Scene drawn(Draws draws) {
    Figure figure = one(Figure.values(), draws);
    Hue hue = one(Hue.values(), draws);
    Texture texture = draws.uniform() < 0.6 ? Texture.PLAIN : one(Texture.values(), draws);
    Extent extent = one(Extent.values(), draws);
    Place place = one(Place.values(), draws);
    return new Scene(figure, hue, texture, extent, place, one(Ground.values(), draws));
  }

  /**
   * Whether the combination is kept from training, so that it can be used to measure what was
   * learnt rather than remembered.
   */
  public boolean heldOut() {
    long number = Arrays.asList(Figure.values()).indexOf(figure);
    number = number * Hue.values().length + Arrays.asList(Hue.values()).indexOf(hue);
    number = number * Extent.values().length + Arrays.asList(Extent.values()).indexOf(extent);
    number = number * Place.values().length + Arrays.asList(Place.values()).indexOf(place);
    number = number * Ground.values().length + Arrays.asList(Ground.values()).indexOf(ground);
    return Draws.of(number, 0, Purpose.ORDER).between(0, HELD_OUT) == 0;
  }

  /** Everything that there is to say. */
  public String caption() {
    return sentence(
        words(extent.word(), texture.word(), hue.word(), figure.word(), place.words(), behind()));
  }

  /** A sentence or tags, with some parts left out, never the colour and the shape. */
  String caption(Draws draws) {
    boolean tags = draws.uniform() < TAGS;
    String extentWord = kept(extent.word(), draws);
    String textureWord = kept(texture.word(), draws);
    String thing = words(extentWord, textureWord, hue.word(), figure.word());
    String where = kept(place.words(), draws);
    if (tags) {
      String around = kept(ground.word() + " background", draws);
      return Stream.of(thing, where, around)
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }
    return sentence(words(thing, where, kept(behind(), draws)));
  }

  /** Every word of every caption. */
  public static NavigableSet<String> vocabulary() {
    NavigableSet<String> words = new TreeSet<>(Set.of("a", "an", "on", "background"));
    Arrays.stream(Figure.values()).map(Figure::word).forEach(words::add);
    Arrays.stream(Hue.values()).map(Hue::word).forEach(words::add);
    Arrays.stream(Ground.values()).map(Ground::word).forEach(words::add);
    Arrays.stream(Extent.values()).map(Extent::word).forEach(words::add);
    Arrays.stream(Texture.values()).map(Texture::word).forEach(words::add);
    Arrays.stream(Place.values()).flatMap(p -> p.words().lines()).forEach(words::add);
    return words.stream()
        .flatMap(Pattern.compile(" ")::splitAsStream)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The picture, with small differences of size, place, turn and colour. */
  Canvas draw(int side, Draws draws) {
    Rgb behind = ground.rgb().times(around(1, 0.04, draws));
    Canvas canvas = new Canvas(side, Paint.plain(behind));
    double radius = extent.radius() * around(1, 0.07, draws);
    double x = 0.5 + place.x() * extent.shift() + around(0, 0.03, draws);
    double y = 0.5 + place.y() * extent.shift() + around(0, 0.03, draws);
    double angle = around(0, 0.12, draws);
    Rgb colour = hue.rgb().times(around(1, 0.06, draws));
    canvas.paint(
        new Canvas.Placement(x, y, radius, angle), figure.outline(), texture.paint(colour));
    return canvas;
  }

  private String behind() {
    return "on a " + ground.word() + " background";
  }

  private static String sentence(String words) {
    return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
  }

  private static String words(String... words) {
    return String.join(" ", words).replaceAll(" +", " ").strip();
  }

  private static String kept(String words, Draws draws) {
    return draws.uniform() < CAPTION_PART_KEPT ? words : "";
  }

  private static double around(double middle, double width, Draws draws) {
    return middle + (2 * draws.uniform() - 1) * width;
  }

  private static <T> T one(T[] values, Draws draws) {
    return values[draws.between(0, values.length)];
  }
}
