package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;

/**
 * A picture of a version's dataset.
 *
 * @param index place in the dataset, from 0; stays when others are deleted
 */
public record Picture(
    PictureId id,
    VersionId version,
    ConceptId concept,
    int index,
    Original original,
    Caption caption,
    Outcome outcome) {

  /** What a worker gets to know of it. */
  PreparationJob.Original forWorker() {
    return new PreparationJob.Original(
        id, index, original.stem(), original.key(), original.sha256());
  }

  public Picture with(Caption other) {
    return new Picture(id, version, concept, index, original, other, outcome);
  }

  public Picture with(ConceptId other) {
    return new Picture(id, version, other, index, original, caption, outcome);
  }

  public Picture with(Outcome other) {
    return new Picture(id, version, concept, index, original, caption, other);
  }
}
