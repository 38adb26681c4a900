package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.startermodel.scene.Doodle;
import dev.lorafoundry.startermodel.scene.Example;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.TensorRuntime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the averaged weights of the trained autoencoder and moves a scale and an offset for each
 * channel into the convolutions around the latents, so that scenes' latents, multiplied with SD1's
 * factor, have mean 0 and deviation 1.
 *
 * <p>Usage: {@code FinishAutoencoder FOLDER THREADS}. Writes {@code autoencoder.safetensors} and a
 * sheet of pictures with what comes back of them.
 */
public final class FinishAutoencoder {
  static final String FINISHED = "autoencoder.safetensors";

  private static final Logger log = LoggerFactory.getLogger(FinishAutoencoder.class);
  private static final long SEED = 2;
  private static final int SIDE = 64;
  private static final int PICTURES = 512;
  private static final int CHANNELS = Latents.CHANNELS;

  private FinishAutoencoder() {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    Map<String, float[]> values =
        Tensors.read(folder.resolve(TrainAutoencoder.STATE), Descent.AVERAGE + ".");
    try (TensorRuntime runtime = TensorRuntime.cpu(Integer.parseInt(arguments[1]))) {
      fold(values, runtime);
      Tensors.write(folder.resolve(FINISHED), VaeLayout.shapes(), values, DType.F16);
      Map<String, float[]> finished = Tensors.read(folder.resolve(FINISHED));
      Statistics after = statistics(finished, runtime);
      log.info("latents times SD1's factor: {}", after);
      report(finished, runtime, folder.resolve("autoencoder.png"));
    }
  }

  private static void fold(Map<String, float[]> values, TensorRuntime runtime) {
    Statistics found = statistics(values, runtime);
    log.info("latents as trained, times SD1's factor: {}", found);
    float[] quant = Tensors.of(values, VaeLayout.PREFIX + ".quant_conv.weight");
    float[] quantBias = Tensors.of(values, VaeLayout.PREFIX + ".quant_conv.bias");
    float[] post = Tensors.of(values, VaeLayout.PREFIX + ".post_quant_conv.weight");
    float[] postBias = Tensors.of(values, VaeLayout.PREFIX + ".post_quant_conv.bias");
    double factor = Latents.scale(Family.SD1);
    for (int c = 0; c < CHANNELS; c++) {
      double mean = found.mean[c] / factor;
      double deviation = found.deviation[c];
      for (int i = 0; i < 2 * CHANNELS; i++) {
        quant[c * 2 * CHANNELS + i] /= (float) deviation;
      }
      quantBias[c] = (float) ((quantBias[c] - mean) / deviation);
      quantBias[c + CHANNELS] -= (float) (2 * Math.log(deviation));
      for (int out = 0; out < CHANNELS; out++) {
        postBias[out] += (float) (post[out * CHANNELS + c] * mean);
        post[out * CHANNELS + c] *= (float) deviation;
      }
    }
  }

  /** Mean and deviation of each channel. */
  private static final class Statistics {
    private final double[] mean = new double[CHANNELS];
    private final double[] deviation = new double[CHANNELS];

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < mean.length; c++) {
        text.append(String.format(Locale.ROOT, "%.3f±%.3f ", mean[c], deviation[c]));
      }
      return text.toString().strip();
    }
  }

  private static Statistics statistics(Map<String, float[]> values, TensorRuntime runtime) {
    Statistics found = new Statistics();
    double[] square = new double[CHANNELS];
    try (Vae vae = Vae.of(runtime, values, SIDE)) {
      for (int i = 0; i < PICTURES; i++) {
        float[] latents = vae.encode(1, Example.toTrain(SEED, i, SIDE).planes());
        int places = latents.length / CHANNELS;
        for (int j = 0; j < latents.length; j++) {
          double value = latents[j] * Latents.scale(Family.SD1);
          found.mean[j / places] += value / places / PICTURES;
          square[j / places] += value * value / places / PICTURES;
        }
      }
    }
    for (int c = 0; c < CHANNELS; c++) {
      found.deviation[c] = Math.sqrt(square[c] - found.mean[c] * found.mean[c]);
    }
    return found;
  }

  private static void report(Map<String, float[]> values, TensorRuntime runtime, Path sheet)
      throws IOException {
    List<BufferedImage> images = new ArrayList<>();
    double scenes = 0;
    double doodles = 0;
    int count = 48;
    try (Vae vae = Vae.of(runtime, values, SIDE)) {
      for (int i = 0; i < count; i++) {
        float[] scene = Example.toMeasure(SEED, i, SIDE).planes();
        float[] doodle = Doodle.of(SEED, i, SIDE).planes();
        float[] sceneBack = vae.decode(1, vae.encode(1, scene));
        float[] doodleBack = vae.decode(1, vae.encode(1, doodle));
        scenes += difference(scene, sceneBack) / count;
        doodles += difference(doodle, doodleBack) / count;
        for (float[] planes : List.of(scene, sceneBack, doodle, doodleBack)) {
          images.add(Sheet.image(planes, SIDE));
        }
      }
    }
    log.info(
        String.format(
            Locale.ROOT,
            "mean absolute difference of pixels in [-1, 1]: scenes %.4f, doodles %.4f",
            scenes,
            doodles));
    ImageIO.write(Sheet.of(images, 16), "png", sheet.toFile());
  }

  private static double difference(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }
}
