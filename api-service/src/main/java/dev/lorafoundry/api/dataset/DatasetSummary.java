package dev.lorafoundry.api.dataset;

import java.util.List;

/**
 * What a version's dataset amounts to.
 *
 * @param pictures uploaded originals
 * @param processed training pictures by size
 * @param concepts those that have training pictures
 * @param problems why it can't be trained on, sentences for people; empty: it can
 */
public record DatasetSummary(
    int pictures, List<Bucket> processed, List<Part> concepts, List<String> problems) {
  public DatasetSummary {
    processed = List.copyOf(processed);
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

  /** Uploaded originals that are trained, not kept for regularisation. */
  public int trained() {
    return pictures
        - concepts.stream().filter(Part::regularisation).mapToInt(Part::originals).sum();
  }

  /** Pictures shown in one epoch. */
  public long samplesPerEpoch() {
    return processed.stream().mapToLong(Bucket::samples).sum();
  }
}
