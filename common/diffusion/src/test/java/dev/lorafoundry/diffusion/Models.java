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
    return Weights.of(program, sd1Shapes());
  }

  public static Map<String, Shape> sd1Shapes() {
    Map<String, Shape> shapes = new HashMap<>();
    SD1.names().forEach(name -> shapes.put(name, SD1.shape(name)));
    return shapes;
  }

  public static Executable load(Program program) {
    return load(program, Map.of());
  }

  /** With more tensors than the model's own, such as a LoRA's. */
  public static Executable load(Program program, Map<String, Tensor> more) {
    return RUNTIME.load(program, name -> SD1.has(name) ? tensor(SD1.get(name)) : more.get(name));
  }

  public static Tensor tensor(StoredTensor stored) {
    return RUNTIME.bytes(stored.shape(), stored.type(), stored.bytes());
  }
}
