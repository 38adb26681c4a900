package dev.lorafoundry.api.dataset;

import java.util.List;

/**
 * What a version's dataset amounts to.
 *
 * @param pictures uploaded originals
 * @param processed training pictures by size
 * @param repeats how often an epoch shows each training picture
 * @param problems why it can't be trained on, sentences for people; empty: it can
 */
public record DatasetSummary(
    int pictures, List<Bucket> processed, int repeats, List<String> problems) {
  public DatasetSummary {
    processed = List.copyOf(processed);
    problems = List.copyOf(problems);
  }

  /** Training pictures of one size. */
  public record Bucket(int width, int height, int count) {}

  /** Pictures shown in one epoch. */
  public long samplesPerEpoch() {
    return processed.stream().mapToLong(bucket -> (long) bucket.count() * repeats).sum();
  }
}
