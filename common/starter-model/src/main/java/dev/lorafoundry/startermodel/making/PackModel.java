package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the averaged weights of text encoder and U-Net and the autoencoder into one file of half
 * precision, and writes the tokeniser beside it.
 *
 * <p>Usage: {@code PackModel FOLDER}. Writes {@code starter-v1.safetensors} and {@code
 * starter-v1.tokenizer.json}.
 */
public final class PackModel {
  static final String MODEL = "starter-v1.safetensors";
  static final String TOKENIZER = "starter-v1.tokenizer.json";

  private static final Logger log = LoggerFactory.getLogger(PackModel.class);

  private PackModel() {}

  public static void main(String... arguments) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    pack(Path.of(arguments[0]));
  }

  static void pack(Path folder) throws IOException {
    Vocabulary vocabulary = TrainDiffusion.vocabulary();
    Map<String, Shape> shapes = DiffusionModel.shapes(vocabulary.ids().size());
    Map<String, StoredTensor> tensors = new TreeMap<>();
    Tensors.read(folder.resolve(TrainDiffusion.STATE), Descent.AVERAGE + ".")
        .forEach(
            (name, values) ->
                tensors.put(
                    name, StoredTensor.floats(Tensors.of(shapes, name), values).to(DType.F16)));
    Map<String, Shape> vae = VaeLayout.shapes();
    TrainDecoder.improved(folder)
        .forEach(
            (name, values) ->
                tensors.put(
                    name, StoredTensor.floats(Tensors.of(vae, name), values).to(DType.F16)));
    SafetensorsWriter.write(folder.resolve(MODEL), tensors, Map.of());
    Files.write(folder.resolve(TOKENIZER), vocabulary.toJson().getBytes(StandardCharsets.UTF_8));
    log.info("{} tensors, {} bytes", tensors.size(), Files.size(folder.resolve(MODEL)));
  }
}
