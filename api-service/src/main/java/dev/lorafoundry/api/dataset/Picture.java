package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.stream.Stream;

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
    Mask mask = original.mask();
    return new PreparationJob.Original(
        id,
        index,
        original.stem(),
        original.key(),
        original.sha256(),
        mask == null ? null : new PreparationJob.Mask(mask.key(), mask.sha256()));
  }

  /** Where its first training picture is shown, or the original while there is none. */
  public String shownAt() {
    String folder = "/api/v1/pictures/" + id;
    return outcome.pictures().isEmpty()
        ? folder + "/original"
        : folder + "/processed/" + outcome.pictures().get(0).subIndex();
  }

  public Picture with(Caption other) {
    return new Picture(id, version, concept, index, original, other, outcome);
  }

  public Picture with(ConceptId other) {
    return new Picture(id, version, other, index, original, caption, outcome);
  }

  /** With another mask it has to be prepared again. */
  public Picture with(Mask mask) {
    return new Picture(
        id, version, concept, index, original.with(mask), caption, new Outcome.Unprepared());
  }

  /** Without its mask it has to be prepared again too. */
  public Picture withoutMask() {
    return new Picture(
        id, version, concept, index, original.with(null), caption, new Outcome.Unprepared());
  }

  /** Keys of all objects that are made or uploaded for it, but for the original. */
  List<String> keysBeside() {
    Mask mask = original.mask();
    return Stream.concat(
            mask == null ? Stream.of() : Stream.of(mask.key()),
            outcome.pictures().stream().map(Processed::key))
        .toList();
  }

  public Picture with(Outcome other) {
    return new Picture(id, version, concept, index, original, caption, other);
  }
}
