package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.Device;
import dev.lorafoundry.diffusion.memory.TrainingMemory;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Time of a step on a GPU, and the memory that {@code nvidia-smi} tells of it beside the one that
 * is estimated, on models of full size with random weights: rank 16, AdamW. Started by name only;
 * {@code docs/benchmarks.md} has the command. Nothing else may use the GPU meanwhile.
 */
final class MeasureGpu {
  private static final String DEVICE = System.getProperty("test.device", "cuda");
  private static final int WARM_UP = Integer.getInteger("warm", 5);
  private static final int STEPS = Integer.getInteger("steps", 20);
  private static final double MIB = 1 << 20;

  private static final Map<Family, List<String>> CASES =
      Map.of(
          Family.SD1,
          List.of(
              "512 1 precision=fp32",
              "512 1 precision=fp16",
              "512 1 precision=bf16",
              "512 1 precision=bf16 gradientCheckpointing=true",
              "512 1 precision=bf16 train=both",
              "512 4 precision=fp32",
              "512 4 precision=bf16",
              "512 4 precision=bf16 gradientCheckpointing=true",
              "512 1 precision=bf16 rank=128",
              "512 1 precision=bf16 rank=128 optimizer=AdamW8bit"),
          Family.SD2,
          List.of("768 1 precision=bf16", "768 1 precision=bf16 gradientCheckpointing=true"),
          Family.SDXL,
          List.of(
              "1024 1 precision=fp16",
              "1024 1 precision=bf16",
              "1024 1 precision=bf16 gradientCheckpointing=true",
              "1024 1 precision=bf16 train=both",
              "1024 4 precision=bf16 gradientCheckpointing=true"));

  @TempDir private static Path folder;

  @ParameterizedTest
  @EnumSource
  void measure(Family family) throws IOException {
    assumeTrue(System.getProperty("families", family.name()).contains(family.name()));
    Path model = folder.resolve(family + ".safetensors");
    FullSizeModel.write(model, family);
    try (BaseModelFile file = BaseModelFile.open(model)) {
      TrainingBase base =
          new TrainingBase(
              file,
              new ClipTokenizer(Vocabulary.ofMerges(List.of())),
              PredictionType.EPSILON,
              family.name());
      for (String each : wanted(family)) {
        measure(family, base, each);
      }
    }
  }

  /** All cases of a family, or those that {@code -Dcases} has, with commas between. */
  private static List<String> wanted(Family family) {
    String cases = System.getProperty("cases");
    return cases == null ? CASES.get(family) : List.of(cases.split(", *"));
  }

  private static void measure(Family family, TrainingBase base, String given) throws IOException {
    String[] words = given.split(" ");
    int side = Integer.parseInt(words[0]);
    int batch = Integer.parseInt(words[1]);
    TrainingSettings settings = settings(batch, words);
    long estimated =
        TrainingMemory.of(family, base.file().sizes())
            .of(settings, Device.GPU, (long) side * side)
            .total();
    try (TensorRuntime runtime = TensorRuntime.open(DEVICE, 1);
        TrainingSession session =
            TrainingSession.start(
                runtime, base, settings, StepCost.pictures(batch, side), Sessions::picture)) {
      StepCost.take(session, WARM_UP);
      long start = System.nanoTime();
      StepCost.take(session, STEPS);
      double millis = (System.nanoTime() - start) / 1e6 / STEPS;
      assertThat(millis).isPositive();
      System.out.printf(
          "%s %s: %.0f ms a step, %d MiB, estimated %.0f MiB%n",
          family, given, millis, mibInUse(), estimated / MIB);
    }
  }

  private static TrainingSettings settings(int batch, String... words) {
    Map<String, Object> values =
        new HashMap<>(Map.of("optimizer", "AdamW", "train", "unet_only", "rank", 16));
    values.put("epochs", WARM_UP + STEPS);
    values.put("batchSize", batch);
    Arrays.stream(words)
        .map(word -> word.split("="))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> values.put(pair[0], value(pair[1])));
    return Sessions.settings(values);
  }

  private static Object value(String text) {
    if (text.matches("\\d+")) {
      return Long.valueOf(text);
    }
    return text.equals("true") ? true : text;
  }

  /**
   * Of the first GPU: what the native library once took it keeps, so this is the most it needed.
   */
  private static long mibInUse() throws IOException {
    if (DEVICE.equals("cpu")) {
      return 0;
    }
    Process process =
        new ProcessBuilder(
                "nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "-i", "0")
            .redirectErrorStream(true)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Long.parseLong(told.trim());
  }
}
