package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/** What an attempt at a preview says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PreviewEvent.PictureRendered.class, name = "picture-rendered"),
  @JsonSubTypes.Type(value = PreviewEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = PreviewEvent.Failed.class, name = "failed")
})
public sealed interface PreviewEvent extends WorkEvent {
  PreviewId preview();

  @Override
  default WorkId work() {
    return WorkId.of(preview());
  }

  /**
   * One picture of the grid.
   *
   * @param row place in the grid, from 0
   * @param column place in the grid, from 0
   * @param batchIndex place in the cell, from 0
   * @param seed the very seed of this picture
   * @param key object key of the PNG, which carries its generation parameters as text
   */
  record Picture(
      int row,
      int column,
      int batchIndex,
      String sampler,
      int steps,
      double cfgScale,
      long seed,
      double loraWeight,
      String key) {}

  /** One more picture is in the object store. */
  record PictureRendered(
      PreviewId preview, EventHeader header, int done, int total, Picture picture)
      implements PreviewEvent {}

  /**
   * All pictures and the labelled grid are in the object store.
   *
   * @param notes what was changed of the request, such as removed {@code <lora:…>} tags
   */
  record Finished(
      PreviewId preview,
      EventHeader header,
      String gridKey,
      int gridWidth,
      int gridHeight,
      List<Picture> pictures,
      List<String> notes,
      Duration renderTime)
      implements PreviewEvent {
    public Finished {
      pictures = List.copyOf(pictures);
      notes = List.copyOf(notes);
    }
  }

  /** The attempt failed; {@code message} says what and what to do, for people. */
  record Failed(PreviewId preview, EventHeader header, FailureKind kind, String message)
      implements PreviewEvent {}
}
