package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.DatasetSummary.Bucket;
import dev.lorafoundry.api.dataset.DatasetSummary.Part;
import java.util.List;

/**
 * What a dataset amounts to, as REST tells it.
 *
 * @param pictures uploaded originals
 * @param processed training pictures by size
 * @param concepts those that have training pictures
 * @param problems why it can't be trained on; empty: it can
 */
record SummaryAnswer(
    int pictures,
    List<Bucket> processed,
    List<Part> concepts,
    long samplesPerEpoch,
    List<String> problems) {

  static SummaryAnswer of(DatasetSummary summary) {
    return new SummaryAnswer(
        summary.pictures(),
        summary.processed(),
        summary.concepts(),
        summary.samplesPerEpoch(),
        summary.problems());
  }
}
