package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an attempt at a LoRA task says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LoraTaskEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = LoraTaskEvent.Failed.class, name = "failed")
})
public sealed interface LoraTaskEvent extends WorkEvent {
  LoraTaskId task();

  @Override
  default WorkId work() {
    return WorkId.of(task());
  }

  /**
   * The file is complete in the object store.
   *
   * @param key object key of the file
   * @param sha256 hex digest of the whole file
   */
  record Finished(
      LoraTaskId task, EventHeader header, String key, String sha256, long bytes, Ranks ranks)
      implements LoraTaskEvent {}

  /**
   * What became of the ranks.
   *
   * @param kept share of the Frobenius norm that the file has of what it was made of, from 0 to 1
   */
  record Ranks(int modules, int smallest, int largest, double kept) {}

  /** The attempt failed; {@code message} says what and what to do, for people. */
  record Failed(LoraTaskId task, EventHeader header, FailureKind kind, String message)
      implements LoraTaskEvent {}
}
