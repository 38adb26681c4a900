package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether a heap is large enough to save a LoRA and its state and to go on from that, on the tiny
 * model with large matrices. Started by name only, with a heap that is to be tried: {@code
 * docs/benchmarks.md} has the command.
 */
final class MeasureSaving {
  private static final int RANK = Integer.getInteger("rank", 512);
  private static final double MIB = 1 << 20;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"AdamW", "Lion"})
  void measure(String optimiser) throws IOException {
    Path lora = folder.resolve("lora.safetensors");
    Path state = folder.resolve("state.safetensors");
    Map<String, Object> settings =
        Map.of("optimizer", optimiser, "rank", RANK, "train", "both", "savePrecision", "float");
    try (TrainingSession session = Sessions.start(Models.RUNTIME, settings, Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      System.gc();
      long before = System.nanoTime();
      session.saveLora(lora, Sessions.METADATA);
      session.saveState(state);
      double seconds = (System.nanoTime() - before) / 1e9;
      session.restore(state);

      assertThat(session.step()).isOne();
      System.out.printf(
          "%s: LoRA %.0f MiB, state %.0f MiB, saved in %.1f s with a heap of %.0f MiB%n",
          optimiser,
          Files.size(lora) / MIB,
          Files.size(state) / MIB,
          seconds,
          Runtime.getRuntime().maxMemory() / MIB);
    }
  }
}
