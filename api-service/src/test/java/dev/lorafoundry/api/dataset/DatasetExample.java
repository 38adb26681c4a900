package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.Framing.Overflow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds what datasets amount to, as {@code ready(concept("cat", 3, sized(10, 64, 64)))}. */
public final class DatasetExample {
  private DatasetExample() {}

  /** One that can be trained on. */
  public static DatasetSummary ready(Concept... concepts) {
    DatasetSnapshot manifest = new DatasetSnapshot(List.of(concepts));
    return new DatasetSummary(manifest.pictures().size(), manifest, List.of(), false, List.of());
  }

  /** Pictures of 64 by 64 pixels, each shown four times. */
  public static DatasetSummary ready(int pictures) {
    return ready(concept("starz", 4, sized(pictures, 64, 64)));
  }

  /** One whose pictures were prepared so that their transparency was kept. */
  public static DatasetSummary withMasks(DatasetSummary without) {
    return new DatasetSummary(
        without.pictures(), without.manifest(), without.concepts(), true, without.problems());
  }

  /** One of which nothing is prepared. */
  public static DatasetSummary unready(int pictures, String problem) {
    return new DatasetSummary(
        pictures, new DatasetSnapshot(List.of()), List.of(), false, List.of(problem));
  }

  public static Concept concept(String name, int repeats, Picture... pictures) {
    return new Concept(name, repeats, name, false, List.of(pictures));
  }

  public static Concept regularisation(String name, int repeats, Picture... pictures) {
    return new Concept(name, repeats, name, true, List.of(pictures));
  }

  /** Pictures of one size, each of an original of its own. */
  public static Picture[] sized(int pictures, int width, int height) {
    return sized(0, pictures, width, height);
  }

  /**
   * The same of further originals.
   *
   * @param first number of the first original
   */
  public static Picture[] sized(int first, int pictures, int width, int height) {
    return IntStream.range(first, first + pictures)
        .mapToObj(i -> "%05d-0-%dx%d.png".formatted(i, width, height))
        .map(name -> new Picture(name, "datasets/" + name, "00", width, height, ""))
        .toArray(Picture[]::new);
  }

  /** Pictures of one size, whose files have this beyond them. */
  public static Picture[] sized(int pictures, int width, int height, Overflow overflow) {
    Framing framing = new Framing(width, height, 0, 0, overflow);
    return Arrays.stream(sized(pictures, width, height))
        .map(it -> new Picture(it.name(), it.key(), it.sha256(), width, height, "", framing))
        .toArray(Picture[]::new);
  }

  /** All of these pictures. */
  public static Picture[] both(Picture[] some, Picture[] others) {
    return Stream.of(some, others).flatMap(Arrays::stream).toArray(Picture[]::new);
  }
}
