package dev.lorafoundry.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** What tensors a state of a program consists of. */
enum StateKind {
  /** One tensor like each parameter. */
  LIKE_PARAMETERS {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      parameters.forEach((name, shape) -> shapes.put(state + "." + name, shape));
      return shapes;
    }
  },
  /** A single number. */
  SINGLE_NUMBER {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return Map.of(state, Shape.of());
    }
  };

  /** Names and shapes of the tensors, in order. */
  abstract Map<String, Shape> shapes(String state, Map<String, Shape> parameters);
}
