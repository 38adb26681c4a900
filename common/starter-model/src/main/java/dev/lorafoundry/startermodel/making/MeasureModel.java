package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.Tokenizers;
import dev.lorafoundry.diffusion.render.RenderRequest;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.startermodel.check.Checker;
import dev.lorafoundry.startermodel.check.Finding;
import dev.lorafoundry.startermodel.scene.Example;
import dev.lorafoundry.startermodel.scene.Scene;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders prompts whose combinations were held out from training, and counts how many pictures have
 * the colour and the shape that was asked for.
 *
 * <p>Usage: {@code MeasureModel FOLDER COUNT THREADS SIDE}, with the model's two files in the
 * folder and the side of the pictures in pixels. Writes a sheet of the first pictures.
 */
public final class MeasureModel {
  private static final Logger log = LoggerFactory.getLogger(MeasureModel.class);
  private static final long SEED = 5;
  private static final int SHOWN = 60;
  private static final int COLUMNS = 12;
  private static final Sampler SAMPLER = Sampler.named("DPM++ 2M Karras");
  private static final int STEPS = 20;
  private static final double GUIDANCE = 5;

  private final List<BufferedImage> shown = new ArrayList<>();
  private final int side;
  private int colours;
  private int shapes;

  private MeasureModel(int side) {
    this.side = side;
  }

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[2]));
        BaseModelFile model = BaseModelFile.open(folder.resolve(PackModel.MODEL));
        Renderer renderer =
            Renderer.open(runtime, model, Tokenizers.of(folder.resolve(PackModel.TOKENIZER)), 1)) {
      new MeasureModel(Integer.parseInt(arguments[3]))
          .measure(renderer, count, folder.resolve("samples.png"));
    }
  }

  private void measure(Renderer renderer, int count, Path sheet) throws IOException {
    for (int i = 0; i < count; i++) {
      Scene scene = Example.toMeasure(SEED, i, side).scene();
      BufferedImage image = renderer.render(request(scene, i)).get(0);
      count(scene, Checker.look(image));
      if (i < SHOWN) {
        shown.add(image);
      }
    }
    ImageIO.write(Sheet.of(shown, COLUMNS), "png", sheet.toFile());
    log.info(
        String.format(
            Locale.ROOT,
            "%d unseen prompts at %d pixels: colour right in %.1f %%, shape right in %.1f %%",
            count,
            side,
            100.0 * colours / count,
            100.0 * shapes / count));
  }

  private RenderRequest request(Scene scene, long seed) {
    return new RenderRequest(
        scene.caption(), "", side, side, SAMPLER, STEPS, GUIDANCE, List.of(seed), 0);
  }

  private void count(Scene scene, Finding found) {
    boolean colour = found.hue().filter(hue -> hue == scene.hue()).isPresent();
    boolean shape = found.figure().filter(figure -> figure == scene.figure()).isPresent();
    colours += colour ? 1 : 0;
    shapes += shape ? 1 : 0;
    if (!colour || !shape) {
      log.info("\"{}\": {}", scene.caption(), found);
    }
  }
}
