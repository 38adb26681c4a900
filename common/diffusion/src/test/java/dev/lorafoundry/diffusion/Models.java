package dev.lorafoundry.diffusion;

import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.HashMap;
import java.util.Map;

/** The tiny base models of the fixtures, loaded for tests. */
public final class Models {
  public static final TensorRuntime RUNTIME = TensorRuntime.cpu(1);

  private static final SafetensorsFile SD1 = Fixtures.tensors("sd1/model.safetensors");

  private Models() {}

  public static Weights sd1(Program program) {
    Map<String, Shape> shapes = new HashMap<>();
    SD1.names().forEach(name -> shapes.put(name, SD1.shape(name)));
    return Weights.of(program, shapes);
  }

  public static Executable load(Program program) {
    return RUNTIME.load(program, name -> SD1.has(name) ? tensor(SD1.get(name)) : null);
  }

  public static Tensor tensor(StoredTensor stored) {
    return RUNTIME.bytes(stored.shape(), stored.type(), stored.bytes());
  }
}
