package dev.lorafoundry.preview.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.startermodel.StarterModel;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures pictures per second of preview rendering with the starter model, encoding to PNG
 * included. Started by name only: the build does not take this class for a test. {@code
 * docs/benchmarks.md} has the command.
 */
final class MeasureRendering {
  private static final int WARM_UP = 2;
  private static final int SIDE = 64;
  private static final int STEPS = 20;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 4", "2, 1", "2, 4"})
  void measure(int threads, int batch) throws IOException {
    Path file = StarterModel.copyTo(folder);
    try (TensorRuntime runtime = TensorRuntime.cpu(threads);
        BaseModelFile model = BaseModelFile.open(file);
        Renderer renderer =
            Renderer.open(runtime, model, Tokenizers.of(StarterModel.tokenizerIn(folder)), 1)) {
      double speed = picturesPerSecond(renderer, request(batch));
      assertThat(speed).isPositive();
      System.out.printf(
          Locale.ROOT, "threads %d, batch %d: %.2f pictures/s%n", threads, batch, speed);
    }
  }

  private static double picturesPerSecond(Renderer renderer, RenderRequest request) {
    for (int i = 0; i < WARM_UP; i++) {
      render(renderer, request);
    }
    long begin = System.nanoTime();
    long pictures = 0;
    while (System.nanoTime() - begin < LONG_ENOUGH.toNanos()) {
      pictures += render(renderer, request);
    }
    return pictures / ((System.nanoTime() - begin) / 1e9);
  }

  private static int render(Renderer renderer, RenderRequest request) {
    List<BufferedImage> pictures = renderer.render(request);
    pictures.forEach(PngFile::of);
    return pictures.size();
  }

  private static RenderRequest request(int batch) {
    return new RenderRequest(
        "a red circle",
        "",
        SIDE,
        SIDE,
        Sampler.named("Euler a"),
        STEPS,
        7,
        LongStream.range(0, batch).boxed().toList(),
        1);
  }
}
