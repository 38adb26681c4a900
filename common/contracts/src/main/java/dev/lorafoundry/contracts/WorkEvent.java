package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What an attempt says of its work. Consumers are idempotent by (work, epoch, sequence): a repeated
 * or late event changes nothing.
 */
public sealed interface WorkEvent
    permits TrainingEvent, PreviewEvent, PreparationEvent, LoraTaskEvent {
  @JsonIgnore
  WorkId work();

  EventHeader header();

  @JsonIgnore
  default LeaseEpoch epoch() {
    return header().epoch();
  }

  /** Counts the events of one attempt, from 1, without gaps. */
  @JsonIgnore
  default long sequence() {
    return header().sequence();
  }

  @JsonIgnore
  default Instant at() {
    return header().at();
  }
}
