package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Time and memory of a step on the tiny models of each family. Started by name only: the build does
 * not take this class for a test. {@code docs/benchmarks.md} has the command.
 */
final class MeasureFamilies {
  private static final int SIDE = Integer.getInteger("side", 256);
  private static final int BATCH = Integer.getInteger("batch", 8);
  private static final StepCost.Steps STEPS = new StepCost.Steps(2, Integer.getInteger("steps", 2));

  /** Settings that change what a step costs, and by what name they are told. */
  private static final Map<String, Map<String, ?>> CASES =
      Map.of(
          "1 as it is", Map.of(),
          "2 gradient checkpointing", Map.of("gradientCheckpointing", true),
          "3 memory of 8 bits", Map.of("optimizer", "AdamW8bit"),
          "4 U-Net only", Map.of("train", "unet_only"));

  @ParameterizedTest
  @MethodSource("dev.lorafoundry.diffusion.Models#families")
  void measure(Family family) {
    CASES.keySet().stream().sorted().forEach(name -> measure(family, name));
  }

  private static void measure(Family family, String name) {
    Map<String, Object> given = new HashMap<>(CASES.get(name));
    given.putIfAbsent("optimizer", "AdamW");
    given.put("rank", 8);
    given.put("batchSize", BATCH);
    given.put("epochs", 1000);
    TrainingSettings settings = Sessions.settings(given);

    StepCost cost =
        StepCost.of(
            Models.RUNTIME, Sessions.base(family), settings, StepCost.pictures(BATCH, SIDE), STEPS);

    assertThat(cost.seconds()).isPositive();
    System.out.printf(
        "%s, %s: %.0f ms of processor time a step, %.0f MiB between steps, peak %.0f MiB%n",
        family, name.substring(2), 1e3 * cost.seconds(), cost.loadedMib(), cost.peakMib());
  }
}
