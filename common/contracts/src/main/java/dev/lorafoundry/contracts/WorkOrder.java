package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** The message that asks a worker for one piece of work. */
public sealed interface WorkOrder permits TrainingJob, PreviewJob, PreparationJob, LoraTaskJob {
  ClaimableId id();

  @JsonIgnore
  default WorkId work() {
    return WorkId.of(id());
  }

  /** Which release of the work this message belongs to: an older one is refused. */
  DispatchId dispatch();

  /** What an attempt says that could not do the work. */
  WorkEvent failed(EventHeader header, FailureKind kind, String message);
}
