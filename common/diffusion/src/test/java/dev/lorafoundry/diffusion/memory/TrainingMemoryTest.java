package dev.lorafoundry.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.FullSize;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainingMemoryTest {
  private static final double GIB = 1L << 30;
  private static final long MIB = 1 << 20;

  /** What {@code docs/memory.md} has of a U-Net of full size, without the process itself. */
  @ParameterizedTest
  @CsvSource({"false, 5084", "true, 3627"})
  void isNearWhatWasMeasuredInFullSize(boolean recomputed, double mib) {
    MemoryEstimate estimate =
        estimate(
            Family.SD1,
            Device.CPU,
            512,
            Map.of("rank", 16, "train", "unet_only", "gradientCheckpointing", recomputed));

    double counted = estimate.total() - estimate.overhead();
    assertThat(counted / MIB).isCloseTo(mib, within(0.06 * mib));
  }

  /** The same of the tiny models: what a step takes beyond what there is between steps. */
  @ParameterizedTest
  @CsvSource({
    "SD1, false, 369",
    "SD1, true, 68",
    "SD2, false, 543",
    "SD2, true, 115",
    "SDXL, false, 261",
    "SDXL, true, 42"
  })
  void isNearWhatWasMeasuredOfAStep(Family family, boolean recomputed, double mib) {
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(
            Map.of("rank", 8, "batchSize", 8, "gradientCheckpointing", recomputed));

    MemoryEstimate estimate =
        new TrainingMemory(family, unetAndText(family)).of(settings, Device.CPU, 256 * 256);

    assertThat((double) estimate.step() / MIB).isCloseTo(mib, within(0.1 * mib));
  }

  /** Without its VAE, which is asked before the first step. */
  private static Map<String, Shape> unetAndText(Family family) {
    Map<String, Shape> shapes = new HashMap<>(Models.shapes(family));
    shapes.keySet().removeIf(name -> name.startsWith(Prefixes.VAE));
    return shapes;
  }

  @ParameterizedTest
  @CsvSource({
    "SD1, 512, false, 3.7, 5.6",
    "SD1, 512, true, 2.4, 4",
    "SD2, 768, false, 5, 9",
    "SDXL, 1024, true, 7, 12",
    "SDXL, 1024, false, 15, 24"
  })
  void isWhatPeopleReport(Family family, int side, boolean recomputed, double from, double to) {
    MemoryEstimate estimate =
        estimate(family, Device.GPU, side, Map.of("rank", 32, "gradientCheckpointing", recomputed));

    assertThat(estimate.total() / GIB).isBetween(from, to);
  }

  @ParameterizedTest
  @EnumSource
  void growsWithBatchRankAndPictures(Family family) {
    Map<String, ?> plain = Map.of("rank", 8, "batchSize", 2);

    MemoryEstimate estimate = estimate(family, Device.GPU, 512, plain);

    assertThat(total(family, 512, "rank", 8, "batchSize", 4)).isGreaterThan(estimate.total());
    assertThat(total(family, 512, "rank", 64, "batchSize", 2)).isGreaterThan(estimate.total());
    assertThat(total(family, 768, "rank", 8, "batchSize", 2)).isGreaterThan(estimate.total());
    assertThat(total(family, 512, "rank", 8, "convRank", 8, "batchSize", 2))
        .isGreaterThan(estimate.total());
  }

  @ParameterizedTest
  @EnumSource
  void shrinksWithWhatSparesMemory(Family family) {
    MemoryEstimate plain = estimate(family, Device.GPU, 512, Map.of("rank", 16));

    assertThat(total(family, 512, "rank", 16, "gradientCheckpointing", true))
        .isLessThan(plain.total());
    assertThat(total(family, 512, "rank", 16, "optimizer", "AdamW8bit")).isLessThan(plain.total());
    assertThat(total(family, 512, "rank", 16, "optimizer", "Lion")).isLessThan(plain.total());
    assertThat(total(family, 512, "rank", 16, "train", "unet_only")).isLessThan(plain.total());
    assertThat(estimate(family, Device.CPU, 512, Map.of("rank", 16)).total())
        .isGreaterThan(plain.total());
  }

  /** Rank 128 has 75 million numbers; 8 bits save 6 bytes of each, and go on by few at once. */
  @Test
  void savesWhatTheOptimiserRemembersAlsoAtThePeak() {
    long full = total(Family.SD1, 512, "rank", 128, "optimizer", "AdamW");
    long quantised = total(Family.SD1, 512, "rank", 128, "optimizer", "AdamW8bit");
    long recomputed =
        total(Family.SD1, 512, "rank", 128, "optimizer", "AdamW", "gradientCheckpointing", true);
    long both =
        total(
            Family.SD1, 512, "rank", 128, "optimizer", "AdamW8bit", "gradientCheckpointing", true);

    assertThat(full - quantised).isBetween(420 * MIB, 460 * MIB);
    assertThat(recomputed - both).isBetween(420 * MIB, 460 * MIB);
  }

  @Test
  void countsTheProductsThatLohaKeeps() {
    MemoryEstimate lora = estimate(Family.SD1, Device.GPU, 512, Map.of("rank", 8));
    MemoryEstimate loha =
        estimate(Family.SD1, Device.GPU, 512, Map.of("rank", 8, "network", "LoHa"));
    MemoryEstimate lokr =
        estimate(Family.SD1, Device.GPU, 512, Map.of("rank", 8, "network", "LoKr"));

    MemoryEstimate recomputed =
        estimate(
            Family.SD1,
            Device.GPU,
            512,
            Map.of("rank", 8, "network", "LoHa", "gradientCheckpointing", true));

    assertThat(loha.step()).isGreaterThan(lora.step() + 500 * MIB);
    assertThat(recomputed.step()).isLessThan(500 * MIB);
    assertThat(lokr.network()).isLessThan(lora.network());
  }

  /**
   * Modules of a transformer of width C: two around its block, and in it four of the first
   * attention, two of the second, one from C to 8 C, one from 4 C to C; keys and values of the
   * second attention have tokens of 768. So their inputs are 13 C a place, their outputs 17 C.
   */
  @ParameterizedTest
  @CsvSource({"inputs, 13, 0, 1536", "outputs, 34, 4, 0"})
  void countsWhatDoraMultiplies(String dora, int ofPlace, int ofToken, int context) {
    Map<String, Object> settings = Map.of("rank", 4, "batchSize", 4, "train", "unet_only");
    Map<String, Object> turned = new HashMap<>(settings);
    turned.put("dora", dora);
    double numbers = 0;
    // five transformers at each of three levels, and one in the middle, for 64 × 64 latents
    int[][] levels = {{5, 4096, 320}, {5, 1024, 640}, {5, 256, 1280}, {1, 64, 1280}};
    for (int[] level : levels) {
      double width = level[2];
      numbers += level[0] * (level[1] * ofPlace * width + 77 * (ofToken * width + context));
    }

    long more =
        estimate(Family.SD1, Device.GPU, 512, turned).step()
            - estimate(Family.SD1, Device.GPU, 512, settings).step();

    double expected = 4 * numbers * DType.BF16.bytes();
    assertThat((double) more).isCloseTo(expected, within(0.01 * expected));
  }

  @Test
  void remembersWhatTheOptimiserDoes() {
    long adamW = estimate(Family.SD1, Device.GPU, 512, Map.of()).network();
    long accumulating =
        estimate(Family.SD1, Device.GPU, 512, Map.of("gradientAccumulationSteps", 2)).network();
    long lion = estimate(Family.SD1, Device.GPU, 512, Map.of("optimizer", "Lion")).network();

    // parameters, two moments, and the sum: each as large as the other
    assertThat(accumulating * 3.0 / adamW).isCloseTo(4, within(0.001));
    assertThat(lion * 3.0 / adamW).isCloseTo(2, within(0.001));
  }

  private static long total(Family family, int side, Object... given) {
    Map<String, Object> settings = new HashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      settings.put(String.valueOf(given[i]), given[i + 1]);
    }
    return estimate(family, Device.GPU, side, settings).total();
  }

  private static MemoryEstimate estimate(
      Family family, Device device, int side, Map<String, ?> given) {
    Map<String, Object> settings = new HashMap<>(Map.of("optimizer", "AdamW"));
    settings.putAll(given);
    return new TrainingMemory(family, FullSize.of(family))
        .of(SettingsCatalogue.TRAINING.read(settings), device, (long) side * side);
  }
}
