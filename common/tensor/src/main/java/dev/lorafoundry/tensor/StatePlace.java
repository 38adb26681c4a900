package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where a tensor of a program's states is found.
 *
 * @param index among the tensors of its state
 */
record StatePlace(String state, int index) {
  /** By the names under which states are saved, in order. */
  static Map<String, StatePlace> all(Program program) {
    Map<String, StatePlace> places = new LinkedHashMap<>();
    for (String state : program.states().keySet()) {
      int index = 0;
      for (String name : program.stateTensors(state).keySet()) {
        places.put(name, new StatePlace(state, index++));
      }
    }
    return places;
  }

  NDArray in(Map<String, List<NDArray>> states) {
    return Objects.requireNonNull(states.get(state), state).get(index);
  }
}
