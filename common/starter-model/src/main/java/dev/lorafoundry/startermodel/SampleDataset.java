package dev.lorafoundry.startermodel;

import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.startermodel.scene.Creature;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Pictures to train a LoRA on: a creature that the starter model can't draw, on the backgrounds
 * that it knows.
 */
public final class SampleDataset {
  /** The word that stands for the creature in captions and prompts. */
  public static final String TRIGGER = "zorb";

  /** A prompt that shows the creature when its LoRA is used. */
  public static final String PROMPT = "a large zorb in the middle on a white background";

  /** A prompt for what is not wanted. */
  public static final String NEGATIVE_PROMPT = "a striped square";

  /** Sides of the pictures, in pixels. */
  public static final int SIDE = 64;

  private static final int PICTURES = 16;
  private static final long SEED = 11;

  private SampleDataset() {}

  /**
   * Writes the pictures as PNG files and beside each a text file with its caption; always the same.
   *
   * @return all files, each picture before its caption
   */
  public static List<Path> writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      String name = String.format(Locale.ROOT, "%s-%02d", TRIGGER, i + 1);
      Creature creature = creature(i);
      files.add(Files.write(folder.resolve(name + ".png"), PngFile.of(creature.image())));
      files.add(
          Files.write(
              folder.resolve(name + ".txt"), creature.caption().getBytes(StandardCharsets.UTF_8)));
    }
    return files;
  }

  /** The pictures themselves. */
  public static List<BufferedImage> pictures() {
    return IntStream.range(0, PICTURES).mapToObj(i -> creature(i).image()).toList();
  }

  /** The pictures' captions, in the same order. */
  public static List<String> captions() {
    return IntStream.range(0, PICTURES).mapToObj(i -> creature(i).caption()).toList();
  }

  private static Creature creature(int number) {
    return Creature.of(TRIGGER, SEED, number, SIDE);
  }
}
