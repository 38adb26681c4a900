package dev.lorafoundry.startermodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.training.TrainingBase;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How fast a LoRA of the starter model trains. Started by name only: the build does not take this
 * class for a test. {@code docs/benchmarks.md} has the command.
 */
final class TrainingBenchmark {
  private static final int WARM_UP = 20;
  private static final int STEPS = Integer.getInteger("steps", 100);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 1", "2, 4"})
  void measure(int threads, int batchSize) throws IOException {
    Path model = StarterModel.copyTo(folder);
    try (BaseModelFile file = BaseModelFile.open(model);
        TensorRuntime runtime = TensorRuntime.cpu(threads)) {
      TrainingBase base =
          new TrainingBase(
              file,
              Tokenizers.of(StarterModel.tokenizerIn(folder)),
              PredictionType.EPSILON,
              "starter");
      try (TrainingSession session =
          TrainingSession.start(
              runtime, base, settings(batchSize), snapshot(), it -> pictureOf(it.name()))) {
        measure(session, threads, batchSize);
      }
    }
  }

  private static void measure(TrainingSession session, int threads, int batchSize)
      throws IOException {
    take(session, WARM_UP);
    long start = System.nanoTime();
    long processor = processorNanos();
    double loss = take(session, STEPS);
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = (processorNanos() - processor) / 1e6 / STEPS;
    assertThat(loss).isFinite();
    System.out.printf(
        "threads %d, batch %d: %.1f steps/s, %.0f ms of processor time a step, peak memory %d MiB%n",
        threads, batchSize, STEPS / seconds, busy, peakMib());
  }

  private static double take(TrainingSession session, int steps) {
    return IntStream.range(0, steps).mapToDouble(i -> session.takeStep().loss()).sum();
  }

  private static TrainingSettings settings(int batchSize) {
    return SettingsCatalogue.TRAINING.read(
        Map.of(
            "optimizer", "AdamW", "rank", 8, "alpha", 8, "batchSize", batchSize, "epochs", 1000));
  }

  private static DatasetSnapshot snapshot() {
    List<String> captions = SampleDataset.captions();
    List<DatasetSnapshot.Picture> pictures =
        IntStream.range(0, captions.size())
            .mapToObj(
                i ->
                    new DatasetSnapshot.Picture(
                        Integer.toString(i),
                        "",
                        "",
                        SampleDataset.SIDE,
                        SampleDataset.SIDE,
                        captions.get(i)))
            .toList();
    return new DatasetSnapshot(4, SampleDataset.TRIGGER, pictures);
  }

  private static BufferedImage pictureOf(String number) {
    return SampleDataset.pictures().get(Integer.parseInt(number));
  }

  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** Largest resident memory of the process so far: larger batches come later. */
  private static long peakMib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
