package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.messaging.work.WorkFailed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The LoRAs that a job begins with. */
record JobLoras(TrainingJob job) {
  /** One that is a part of the base model. */
  record Merged(LoraReference lora, double multiplier) {}

  /** The one that is trained further, if one is. */
  Optional<LoraReference> start() {
    return job.settings().start().start().map(this::reference);
  }

  /** Those that are merged into the base model, in this order. */
  List<Merged> merged() {
    return job.settings().start().merges().stream()
        .map(merge -> new Merged(reference(merge.lora()), merge.multiplier()))
        .toList();
  }

  private LoraReference reference(UUID id) {
    return job.loras().stream()
        .filter(lora -> lora.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new WorkFailed(
                    FailureKind.BAD_INPUT,
                    "The settings name the LoRA %s, but the job does not say where it is stored: start a new run."
                        .formatted(id)));
  }
}
