package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A program in training, with a method {@code step} that ends as {@link Descent} says. */
final class Learner implements AutoCloseable {
  private static final String STEP = "step";
  private static final String PARAMETER = "parameter.";
  private static final String AVERAGE = Descent.AVERAGE + ".";

  private final TensorRuntime runtime;
  private final Executable executable;
  private long step;

  private Learner(TensorRuntime runtime, Executable executable, long step) {
    this.runtime = runtime;
    this.executable = executable;
    this.step = step;
  }

  /** Starts from these values of weights and parameters; the average does too. */
  static Learner beginning(TensorRuntime runtime, Program program, Map<String, float[]> values) {
    try (Scope tensors = new Scope(runtime)) {
      Executable executable =
          runtime.load(
              program, name -> tensors.floats(shape(program, name), Tensors.of(values, name)));
      Map<String, Tensor> zeros = executable.states();
      executable.setStates(
          name ->
              name.startsWith(AVERAGE)
                  ? tensors.floats(
                      shape(program, name.substring(AVERAGE.length())),
                      Tensors.of(values, name.substring(AVERAGE.length())))
                  : zeros.get(name));
      zeros.values().forEach(Tensor::close);
      return new Learner(runtime, executable, 0);
    }
  }

  /**
   * Goes on from a saved state.
   *
   * @param frozen the weights, which no state holds
   */
  static Learner restored(
      TensorRuntime runtime, Program program, Path saved, Map<String, float[]> frozen)
      throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(saved);
        Scope tensors = new Scope(runtime)) {
      Executable executable =
          runtime.load(
              program,
              name ->
                  file.has(PARAMETER + name)
                      ? tensors.stored(file.get(PARAMETER + name))
                      : tensors.floats(shape(program, name), Tensors.of(frozen, name)));
      executable.setStates(name -> tensors.stored(file.get(name)));
      long step = Long.parseLong(file.metadata().getOrDefault(STEP, "0"));
      return new Learner(runtime, executable, step);
    }
  }

  /** Steps taken so far. */
  long step() {
    return step;
  }

  /** One step; the caller closes what the program returns. */
  Outputs take(Map<String, Tensor> inputs, double rate) {
    try (Tensor given = runtime.floats(Shape.of(1), (float) rate)) {
      Map<String, Tensor> all = new HashMap<>(inputs);
      all.put("rates", given);
      Outputs outputs = executable.run(STEP, all);
      step++;
      return outputs;
    }
  }

  /** Writes everything that {@link #restored} needs. */
  void save(Path path) throws IOException {
    Map<String, StoredTensor> tensors = new TreeMap<>();
    collect(executable.parameters(), PARAMETER, tensors);
    collect(executable.states(), "", tensors);
    SafetensorsWriter.write(path, tensors, Map.of(STEP, Long.toString(step)));
  }

  @Override
  public void close() {
    executable.close();
  }

  private static Shape shape(Program program, String name) {
    Shape parameter = program.parameters().get(name);
    return parameter == null ? Tensors.of(program.weights(), name) : parameter;
  }

  private static void collect(
      Map<String, Tensor> from, String prefix, Map<String, StoredTensor> into) {
    from.forEach(
        (name, tensor) -> {
          into.put(prefix + name, StoredTensor.floats(tensor.shape(), tensor.toFloats()));
          tensor.close();
        });
  }
}
