package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Named numbers in files. */
final class Tensors {
  private Tensors() {}

  static void write(Path path, Map<String, Shape> shapes, Map<String, float[]> values, DType type)
      throws IOException {
    Map<String, StoredTensor> stored = new TreeMap<>();
    values.forEach(
        (name, numbers) ->
            stored.put(name, StoredTensor.floats(of(shapes, name), numbers).to(type)));
    SafetensorsWriter.write(path, stored, Map.of());
  }

  /** One of them by name, which must be there. */
  static <T> T of(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalStateException("there is no tensor " + name);
    }
    return found;
  }

  static Map<String, float[]> read(Path path) throws IOException {
    return read(path, "");
  }

  /** The tensors whose names begin with a prefix, by the rest of their names. */
  static Map<String, float[]> read(Path path, String prefix) throws IOException {
    Map<String, float[]> values = new TreeMap<>();
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      for (String name : file.names()) {
        if (name.startsWith(prefix)) {
          values.put(name.substring(prefix.length()), file.get(name).toFloats());
        }
      }
    }
    return values;
  }
}
