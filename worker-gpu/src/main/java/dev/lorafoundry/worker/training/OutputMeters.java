package dev.lorafoundry.worker.training;

import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.diffusion.training.OutputFiles;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** What dashboards see of the outputs that trainings find again. */
public final class OutputMeters {
  private OutputMeters() {}

  /** Where outputs of the VAE and the text encoders come from. */
  public static void show(FrozenOutputs outputs, MeterRegistry registry) {
    source(registry, "memory", outputs, FrozenOutputs::remembered);
    source(registry, "model", outputs, FrozenOutputs::computed);
  }

  /** What becomes of those on the disk. */
  public static void show(OutputFiles files, MeterRegistry registry) {
    source(registry, "disk", files, OutputFiles::found);
    Gauge.builder("lora.foundry.training.outputs.disk", files, OutputFiles::bytes)
        .baseUnit("bytes")
        .description("Outputs of the VAE and the text encoders on the disk")
        .register(registry);
    lost(registry, "room", files, OutputFiles::removed);
    lost(registry, "damage", files, OutputFiles::damaged);
    lost(registry, "failure", files, OutputFiles::failures);
  }

  private static <T> void source(
      MeterRegistry registry, String from, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder("lora.foundry.training.outputs", of, count)
        .tag("from", from)
        .description("Outputs of the VAE and the text encoders, by where they came from")
        .register(registry);
  }

  private static <T> void lost(
      MeterRegistry registry, String cause, T of, ToDoubleFunction<T> count) {
    FunctionCounter.builder("lora.foundry.training.outputs.lost", of, count)
        .tag("cause", cause)
        .description("Outputs that the disk does not hold any more, or could not take or give")
        .register(registry);
  }
}
