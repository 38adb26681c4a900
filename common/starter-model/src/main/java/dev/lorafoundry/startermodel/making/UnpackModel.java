package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes a packed model apart, so that {@link TrainDiffusion} begins with its weights.
 *
 * <p>Usage: {@code UnpackModel FOLDER}, with {@code starter-v1.safetensors} in the folder.
 */
public final class UnpackModel {
  private UnpackModel() {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path folder = Path.of(arguments[0]);
    Map<String, float[]> values = Tensors.read(folder.resolve(PackModel.MODEL));
    Map<String, Shape> vae = VaeLayout.shapes();
    Map<String, Shape> diffusion = DiffusionModel.shapes(TrainDiffusion.vocabulary().ids().size());
    write(folder.resolve(FinishAutoencoder.FINISHED), vae, values);
    write(folder.resolve(TrainDiffusion.BEGINNING), diffusion, values);
  }

  private static void write(Path path, Map<String, Shape> shapes, Map<String, float[]> all)
      throws IOException {
    Map<String, float[]> part = new TreeMap<>(all);
    part.keySet().retainAll(shapes.keySet());
    Tensors.write(path, shapes, part, DType.F16);
  }
}
