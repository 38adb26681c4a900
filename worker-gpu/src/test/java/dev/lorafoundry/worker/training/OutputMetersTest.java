package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.OutputFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutputMetersTest extends TinyTrainings {
  private static final long ROOM = 1 << 20;

  @Test
  void tellWhereOutputsComeFrom() {
    TrainingJob job = jobs.with(Map.of("train", "unet_only"));

    SimpleMeterRegistry first = process(ROOM, job, job);
    SimpleMeterRegistry restarted = process(ROOM, job);

    double all = outputs(first, "model");
    assertThat(all).isPositive();
    assertThat(outputs(first, "disk")).isZero();
    assertThat(outputs(first, "memory")).isEqualTo(all);
    assertThat(outputs(restarted, "model")).isZero();
    assertThat(outputs(restarted, "disk")).isEqualTo(all);
    assertThat(bytes(restarted)).isPositive().isEqualTo(bytes(first));
  }

  @Test
  void tellWhatWasLost() {
    TrainingJob job = jobs.with(Map.of("train", "unet_only"));
    double all = bytes(process(ROOM, job));

    SimpleMeterRegistry smaller = process((long) all / 2, job);

    assertThat(lost(smaller, "room")).isPositive();
    assertThat(lost(smaller, "damage")).isZero();
    assertThat(lost(smaller, "failure")).isZero();
    assertThat(bytes(smaller)).isLessThanOrEqualTo(all / 2);
  }

  /** What a worker with so much room on the disk says after these jobs. */
  private SimpleMeterRegistry process(long room, TrainingJob... trained) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    OutputFiles files = new OutputFiles(folder.resolve("outputs"), room, clock);
    FrozenOutputs known = new FrozenOutputs(ROOM, Optional.of(files));
    OutputMeters.show(known, registry);
    OutputMeters.show(files, registry);
    try (WarmBaseModel models = models(store, known)) {
      for (TrainingJob job : trained) {
        Lease lease = new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null);
        train(models, store, job, new Api(), lease);
      }
    }
    return registry;
  }

  private static double outputs(SimpleMeterRegistry registry, String from) {
    return registry
        .get("lora.foundry.training.outputs")
        .tag("from", from)
        .functionCounter()
        .count();
  }

  private static double lost(SimpleMeterRegistry registry, String cause) {
    return registry
        .get("lora.foundry.training.outputs.lost")
        .tag("cause", cause)
        .functionCounter()
        .count();
  }

  private static double bytes(SimpleMeterRegistry registry) {
    return registry.get("lora.foundry.training.outputs.disk").gauge().value();
  }
}
