package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The LoRA's weights and the optimiser's memory where they are trained: read one by one, each when
 * it is asked for, and replaced. What is asked for is as it is then, so it is to be written before
 * the next step.
 */
final class TrainedTensors {
  private final TensorRuntime runtime;
  private final Executable executable;
  private final StepProgram program;

  /** Reads a tensor of the device by its name. */
  private interface Reading {
    <T> T read(String name, Function<Tensor, T> reading);
  }

  TrainedTensors(TensorRuntime runtime, Executable executable, StepProgram program) {
    this.runtime = runtime;
    this.executable = executable;
    this.program = program;
  }

  /**
   * The weights to save, by name. To read one that is no number throws {@link TrainingDiverged}.
   *
   * @param averaged whether these are the ones that the optimiser keeps an average of
   */
  Map<String, LaterTensor> weights(long step, boolean averaged) {
    if (!averaged) {
      return parameters(step);
    }
    String prefix = program.average().orElseThrow();
    Map<String, LaterTensor> average = new LinkedHashMap<>();
    names().forEach(name -> average.put(name, finite(step, prefix + name, executable::readState)));
    return average;
  }

  /** What the training goes on from, by name: as {@link #weights}, where those are no average. */
  Map<String, LaterTensor> parameters(long step) {
    Map<String, LaterTensor> parameters = new LinkedHashMap<>();
    names().forEach(name -> parameters.put(name, finite(step, name, executable::readParameter)));
    return parameters;
  }

  /** The optimiser's memory by name, as far as a state must hold it. */
  Map<String, LaterTensor> states() {
    Map<String, LaterTensor> states = new LinkedHashMap<>();
    executable.stateNames().stream()
        .filter(name -> !program.passes(name))
        .forEach(
            name -> states.put(name, later(name, executable::readState, UnaryOperator.identity())));
    return states;
  }

  private Iterable<String> names() {
    return program.program().parameters().keySet();
  }

  private static LaterTensor finite(long step, String name, Reading device) {
    return later(name, device, weight -> Divergence.finite(step, name, weight));
  }

  private static LaterTensor later(
      String name, Reading device, UnaryOperator<StoredTensor> checked) {
    return device.read(
        name,
        like ->
            new LaterTensor(
                like.dtype(),
                like.shape(),
                () -> checked.apply(device.read(name, TrainedTensors::stored))));
  }

  private static StoredTensor stored(Tensor tensor) {
    return new StoredTensor(tensor.dtype(), tensor.shape(), tensor.toBytes());
  }

  /**
   * Puts a state's weights and memory in the place of these, one list after another.
   *
   * @throws IllegalArgumentException if some are missing; then nothing has changed
   * @throws dev.lorafoundry.tensor.TensorProgramFailed if the device has no room for them; then
   *     some may have changed
   */
  void restore(TrainingState state) {
    Map<String, FileTensor> memory = new LinkedHashMap<>(program.passingStates());
    memory.putAll(state.filledStates(program.program()));
    names().forEach(name -> requireFit(name, state.parameters(), executable::readParameter));
    executable.stateNames().forEach(name -> requireFit(name, memory, executable::readState));
    try (StoredTensors parameters = new StoredTensors(runtime, state.parameters());
        StoredTensors states = new StoredTensors(runtime, memory)) {
      executable.setParameters(parameters);
      executable.setStates(states);
    }
  }

  /** Before the first one is replaced. */
  private static void requireFit(
      String name, Map<String, ? extends FileTensor> saved, Reading device) {
    FileTensor given = saved.get(name);
    if (given == null) {
      throw new IllegalArgumentException("it lacks the tensor " + name);
    }
    LaterTensor known = later(name, device, UnaryOperator.identity());
    boolean floats = given.type().isFloating() && known.type().isFloating();
    if (!given.shape().equals(known.shape()) || (given.type() != known.type() && !floats)) {
      throw new IllegalArgumentException(
          "tensor %s is %s %s, but the training has %s %s"
              .formatted(name, given.type(), given.shape(), known.type(), known.shape()));
    }
  }
}
