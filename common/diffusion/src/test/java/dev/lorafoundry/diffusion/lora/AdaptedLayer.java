package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Pointwise;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorSource;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Single layers of all forms, with a module or with another weight. */
enum AdaptedLayer {
  LINEAR("input_blocks.1.1.transformer_blocks.0.attn1.to_q", Shape.of(6, 8), Shape.of(5, 8)),
  POINTWISE("input_blocks.1.1.proj_in", Shape.of(6, 8, 1, 1), Shape.of(5, 8)),
  ONE_BY_ONE("input_blocks.4.0.skip_connection", Shape.of(6, 8, 1, 1), Shape.of(2, 8, 3, 4)),
  THREE_BY_THREE("input_blocks.1.0.in_layers.2", Shape.of(6, 8, 3, 3), Shape.of(2, 8, 3, 4)),
  HALVING("input_blocks.3.0.op", Shape.of(6, 8, 3, 3), Shape.of(2, 8, 4, 6));

  private final String path;
  private final Shape weight;
  private final Shape input;

  AdaptedLayer(String path, Shape weight, Shape input) {
    this.path = "model.diffusion_model." + path;
    this.weight = weight;
    this.input = input;
  }

  /** What comes out, and the gradients of a fixed sum of it, by name. */
  static final class Result {
    private final float[] output;
    private final Map<String, float[]> gradients;

    private Result(float[] output, Map<String, float[]> gradients) {
      this.output = output;
      this.gradients = gradients;
    }

    float[] output() {
      return output;
    }

    Map<String, float[]> gradients() {
      return gradients;
    }
  }

  String module() {
    return LayerNames.of(Family.SD1, path).orElseThrow();
  }

  Shape weight() {
    return weight;
  }

  String weightName() {
    return path + ".weight";
  }

  /** Its own weight (out · in · kernel). */
  float[] numbers() {
    return numbers(weight, 1);
  }

  /** With a module beside it, whose matrices are trained. */
  Result with(LoraFile file) {
    Program program = new Program("adapted");
    Weights weights = Weights.of(program, Map.of(weightName(), weight));
    return run(
        program, layer(weights.adaptedBy(file.network())), name -> value(name, file.tensors()));
  }

  /** What comes out of it in a number format, with a network's module beside it. */
  float[] computed(DType type, LoraNetwork network, LoraFile file) {
    Program program = new Program("computed", type);
    Weights weights = Weights.of(program, Map.of(weightName(), weight));
    UnaryOperator<Value> layer = layer(weights.adaptedBy(network));
    program.method("f", m -> m.returns("y", layer.apply(m.input("x"))));
    try (Executable executable = Models.RUNTIME.load(program, name -> value(name, file.tensors()));
        Tensor x = Models.RUNTIME.floats(input, numbers(input, 2));
        Outputs outputs = executable.run("f", Map.of("x", x))) {
      return outputs.get("y").toFloats();
    }
  }

  /** With something added to its weight, which is trained. */
  Result plus(float[] change) {
    float[] changed = numbers(weight, 1);
    for (int i = 0; i < changed.length; i++) {
      changed[i] += change[i];
    }
    Program program = new Program("plain");
    Weights weights = Weights.of(program, Map.of(weightName(), weight)).training(name -> true);
    return run(program, layer(weights), name -> Models.RUNTIME.floats(weight, changed));
  }

  private Tensor value(String name, Map<String, StoredTensor> file) {
    return name.equals(weightName())
        ? Models.RUNTIME.floats(weight, numbers(weight, 1))
        : Models.tensor(file.get(name));
  }

  private UnaryOperator<Value> layer(Weights weights) {
    Weights own = weights.at(path);
    return switch (this) {
      case LINEAR -> new Linear(own)::forward;
      case POINTWISE -> new Pointwise(own)::forward;
      case ONE_BY_ONE, THREE_BY_THREE -> Conv2d.same(own)::forward;
      case HALVING -> Conv2d.halving(own, 1)::forward;
    };
  }

  private Result run(Program program, UnaryOperator<Value> layer, TensorSource values) {
    List<String> names = List.copyOf(program.parameters().keySet());
    program.method(
        "f",
        m -> {
          Values leaves = m.train();
          Value y = layer.apply(m.input("x"));
          Value weighted = y.mul(y.detach().sigmoid().sub(0.3));
          Values gradients = m.gradients(weighted.sum(), leaves);
          m.returns("y", y.detach());
          for (int i = 0; i < names.size(); i++) {
            m.returns("g" + i, gradients.get(i));
          }
        });
    try (Executable executable = Models.RUNTIME.load(program, values);
        Tensor x = Models.RUNTIME.floats(input, numbers(input, 2));
        Outputs outputs = executable.run("f", Map.of("x", x))) {
      Map<String, float[]> gradients = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        gradients.put(names.get(i), outputs.get("g" + i).toFloats());
      }
      return new Result(outputs.get("y").toFloats(), gradients);
    }
  }

  private static float[] numbers(Shape shape, long seed) {
    return Draws.of(seed, 0, Purpose.NOISE).normals((int) shape.elements());
  }
}
