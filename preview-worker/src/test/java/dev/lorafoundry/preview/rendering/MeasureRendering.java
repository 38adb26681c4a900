package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Measures pictures per second of preview rendering, encoding to PNG included. Arguments: the base
 * model, its tokenizer.json, the side of the pictures, sampling steps, threads.
 */
final class MeasureRendering {
  private static final int WARM_UP = 2;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private MeasureRendering() {}

  public static void main(String[] args) throws IOException {
    int side = Integer.parseInt(args[2]);
    int steps = Integer.parseInt(args[3]);
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(args[4]));
        BaseModelFile model = BaseModelFile.open(Path.of(args[0]));
        Renderer renderer = Renderer.open(runtime, model, Tokenizers.of(Path.of(args[1])), 1)) {
      for (int batch : new int[] {1, 4}) {
        System.out.printf(
            Locale.ROOT,
            "%d x %d, %d steps, Euler a, CFG 7, batch %d, %s threads: %.2f pictures per second%n",
            side,
            side,
            steps,
            batch,
            args[4],
            picturesPerSecond(renderer, request(side, steps, batch)));
      }
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

  private static RenderRequest request(int side, int steps, int batch) {
    return new RenderRequest(
        "a red circle",
        "",
        side,
        side,
        Sampler.named("Euler a"),
        steps,
        7,
        LongStream.range(0, batch).boxed().toList(),
        1);
  }
}
