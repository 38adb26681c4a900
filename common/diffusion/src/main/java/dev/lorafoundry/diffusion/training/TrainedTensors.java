package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.TensorRuntime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The LoRA's weights and the optimiser's memory where they are trained: read and replaced. */
final class TrainedTensors {
  private final TensorRuntime runtime;
  private final Executable executable;
  private final StepProgram program;

  TrainedTensors(TensorRuntime runtime, Executable executable, StepProgram program) {
    this.runtime = runtime;
    this.executable = executable;
    this.program = program;
  }

  /**
   * Copies of the weights.
   *
   * @param averaged whether those to save are the ones that the optimiser keeps an average of
   * @throws TrainingDiverged if one is no number
   */
  TrainedWeights weights(long step, boolean averaged) {
    Map<String, StoredTensor> parameters = TrainingState.stored(executable.parameters());
    Divergence.check(step, parameters);
    return new TrainedWeights(step, averaged ? average() : parameters, parameters);
  }

  private Map<String, StoredTensor> average() {
    String prefix = program.average().orElseThrow();
    Map<String, StoredTensor> average = new LinkedHashMap<>();
    TrainingState.stored(executable.states(name -> name.startsWith(prefix)))
        .forEach((name, tensor) -> average.put(name.substring(prefix.length()), tensor));
    return average;
  }

  /** Copies of the optimiser's memory, as far as a state must hold it. */
  Map<String, StoredTensor> states() {
    return TrainingState.stored(executable.states(Predicate.not(program::passes)));
  }

  /**
   * Puts a state's weights and memory in the place of these.
   *
   * @throws IllegalArgumentException if some are missing; then nothing has changed
   */
  void restore(TrainingState state) {
    Map<String, StoredTensor> all = program.passingStates();
    all.putAll(state.filledStates(program.program().statesFromParameters()));
    try (StoredTensors parameters = new StoredTensors(runtime, state.parameters());
        StoredTensors states = new StoredTensors(runtime, all)) {
      executable.restore(parameters, states);
    }
  }
}
