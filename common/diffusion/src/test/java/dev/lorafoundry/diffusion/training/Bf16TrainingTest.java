package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.lora.LoraFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far trainings in bf16, the format of GPUs, are from those in fp32. */
final class Bf16TrainingTest {
  private static final double DIGIT = Math.pow(2, -8);

  /**
   * In each of three steps some hundred products on the way there and twice as many on the way
   * back, of which each rounds its two factors and its result: some up, some down.
   */
  private static final int ROUNDINGS = 3 * (100 + 200) * 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Family.class)
  void learnsWhatFp32LearnsButForItsDigits(Family family) throws IOException {
    float[] exact = learned(family, "fp32");

    assertThat(Numbers.relativeError(learned(family, "bf16"), exact))
        .isBetween(DIGIT / 4, Math.sqrt(ROUNDINGS) * DIGIT);
  }

  /** The matrices that begin with zeros, after steps that are as large as their gradients. */
  private float[] learned(Family family, String precision) throws IOException {
    Map<String, Object> settings =
        Map.of(
            "precision",
            precision,
            "optimizer",
            "SGDNesterov",
            "learningRate",
            1e-3,
            "convRank",
            4,
            "scheduler",
            "constant",
            "savePrecision",
            "float");
    try (TrainingSession session = Sessions.start(family, settings, Sessions.pictures())) {
      Sessions.take(session, 3, new ArrayList<>());
      LoraFile file = Sessions.saved(folder, session);
      float[] all = new float[0];
      for (String name : file.tensors().keySet().stream().sorted().toList()) {
        if (name.endsWith("lora_up.weight")) {
          all = joined(all, file.tensors().get(name).toFloats());
        }
      }
      return all;
    }
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
