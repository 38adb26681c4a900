package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.DatasetSummary.Bucket;
import java.util.List;

/**
 * What a dataset amounts to, as REST tells it.
 *
 * @param pictures uploaded originals
 * @param processed training pictures by size
 * @param repeats how often an epoch shows each training picture
 * @param problems why it can't be trained on; empty: it can
 */
record SummaryAnswer(
    int pictures,
    List<Bucket> processed,
    int repeats,
    long samplesPerEpoch,
    List<String> problems) {

  static SummaryAnswer of(DatasetSummary summary) {
    return new SummaryAnswer(
        summary.pictures(),
        summary.processed(),
        summary.repeats(),
        summary.samplesPerEpoch(),
        summary.problems());
  }
}
