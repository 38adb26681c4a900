package dev.lorafoundry.contracts;

import java.time.Instant;

/**
 * What an attempt says of its work. Consumers are idempotent by (work, epoch, sequence): a repeated
 * or late event changes nothing.
 */
public sealed interface WorkEvent permits TrainingEvent, PreviewEvent, PreparationEvent {
  WorkId work();

  LeaseEpoch epoch();

  /** Counts the events of one attempt, from 1, without gaps. */
  long sequence();

  Instant at();
}
