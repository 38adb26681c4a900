package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a version's dataset amounts to.
 *
 * @param pictures uploaded originals
 * @param manifest what would be trained on, as workers are given it
 * @param concepts those that have training pictures
 * @param masks whether training pictures may have masks
 * @param problems why it can't be trained on, sentences for people; empty: it can
 */
public record DatasetSummary(
    int pictures,
    DatasetSnapshot manifest,
    List<Part> concepts,
    boolean masks,
    List<String> problems) {
  public DatasetSummary {
    concepts = List.copyOf(concepts);
    problems = List.copyOf(problems);
  }

  /**
   * Training pictures of one size.
   *
   * @param samples how often an epoch shows one of them
   */
  public record Bucket(int width, int height, int count, long samples) {}

  /**
   * One concept.
   *
   * @param originals uploaded pictures
   * @param pictures training pictures
   * @param repeats how often an epoch shows each, before those for regularisation are balanced
   * @param samples how often an epoch shows one of them
   */
  public record Part(
      String name,
      boolean regularisation,
      int originals,
      int pictures,
      int repeats,
      long samples) {}

  /** A size in pixels. */
  private record Size(int width, int height) {
    static Size of(DatasetSnapshot.Picture picture) {
      return new Size(picture.width(), picture.height());
    }
  }

  /** Training pictures by size, the narrowest first. */
  public List<Bucket> processed() {
    Map<Size, Long> samples =
        manifest.shown().stream()
            .collect(
                Collectors.groupingBy(
                    each -> Size.of(each.picture()), Collectors.summingLong(Shown::times)));
    return manifest.pictures().stream()
        .collect(Collectors.groupingBy(Size::of, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            entry ->
                new Bucket(
                    entry.getKey().width(),
                    entry.getKey().height(),
                    Math.toIntExact(entry.getValue()),
                    samples.getOrDefault(entry.getKey(), 0L)))
        .sorted(Comparator.comparingInt(Bucket::width).thenComparingInt(Bucket::height))
        .toList();
  }

  /** Pictures shown in one epoch, where none is held out. */
  public long samplesPerEpoch() {
    return manifest.samplesPerEpoch();
  }
}
