package dev.lorafoundry.diffusion;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TestDevice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tiny base models of the fixtures, loaded for tests. */
public final class Models {
  public static final TensorRuntime RUNTIME = TestDevice.open();

  private Models() {}

  /** Numbers of a family by the reference: a file of the family's folder. */
  public static SafetensorsFile golden(Family family, String name) {
    return Fixtures.tensors(folder(family) + "/" + name + ".safetensors");
  }

  /** The families that the set has. */
  public static List<Family> families() {
    List<Family> families =
        Arrays.stream(Family.values())
            .filter(family -> Fixtures.areCommitted() || Fixtures.has(folder(family)))
            .toList();
    if (families.isEmpty()) {
      throw new IllegalStateException("the folder of -Dfixtures has no family's folder");
    }
    return families;
  }

  /** The folder of a family's fixtures. */
  public static String folder(Family family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  public static Weights weights(Family family, Program program) {
    return Weights.of(program, shapes(family));
  }

  public static Map<String, Shape> shapes(Family family) {
    SafetensorsFile file = golden(family, "model");
    Map<String, Shape> shapes = new HashMap<>();
    file.names().forEach(name -> shapes.put(name, file.shape(name)));
    return shapes;
  }

  public static Weights sd1(Program program) {
    return weights(Family.SD1, program);
  }

  public static Map<String, Shape> sd1Shapes() {
    return shapes(Family.SD1);
  }

  public static Executable load(Program program) {
    return load(program, Map.of());
  }

  /** With more tensors than the model's own, such as a LoRA's. */
  public static Executable load(Program program, Map<String, Tensor> more) {
    return load(Family.SD1, program, more);
  }

  public static Executable load(Family family, Program program, Map<String, Tensor> more) {
    SafetensorsFile file = golden(family, "model");
    return RUNTIME.load(program, name -> file.has(name) ? tensor(file.get(name)) : more.get(name));
  }

  public static Tensor tensor(StoredTensor stored) {
    return RUNTIME.bytes(stored.shape(), stored.type(), stored.bytes());
  }

  /** Whole numbers as the programs take them. */
  public static Tensor longs(StoredTensor stored, Shape shape) {
    return RUNTIME.longs(shape, stored.toLongs());
  }
}
