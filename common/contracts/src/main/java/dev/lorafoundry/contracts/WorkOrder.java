package dev.lorafoundry.contracts;

/** The message that asks a worker for one piece of work. */
public sealed interface WorkOrder permits TrainingJob, PreviewJob, PreparationJob {
  WorkId work();

  /** Which release of the work this message belongs to: an older one is refused. */
  DispatchId dispatch();

  /** What an attempt says that could not do the work. */
  WorkEvent failed(EventHeader header, FailureKind kind, String message);
}
