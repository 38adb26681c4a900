package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tensors a state of a program consists of. */
enum StateKind {
  /** One tensor like each parameter. */
  LIKE_PARAMETERS {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return all(state, parameters);
    }
  },
  /** One tensor like each parameter, which starts as a copy of it. */
  COPIES_OF_PARAMETERS {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return all(state, parameters);
    }
  },
  /** One number for each row of each parameter. */
  ROWS {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return without(1, state, parameters);
    }
  },
  /** One number for each column of each parameter. */
  COLUMNS {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return without(2, state, parameters);
    }
  },
  /** A single number. */
  SINGLE_NUMBER {
    @Override
    Map<String, Shape> shapes(String state, Map<String, Shape> parameters) {
      return Map.of(state, Shape.of());
    }
  };

  private static Map<String, Shape> all(String state, Map<String, Shape> parameters) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    parameters.forEach((name, shape) -> shapes.put(state + "." + name, shape));
    return shapes;
  }

  /** Shapes of parameters with size 1 at a dimension, counted from the last one as 1. */
  private static Map<String, Shape> without(int last, String state, Map<String, Shape> parameters) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    parameters.forEach(
        (name, shape) -> {
          if (shape.rank() < 2) {
            throw new IllegalStateException(name + " of shape " + shape + " is no matrix");
          }
          long[] sizes = new long[shape.rank()];
          Arrays.setAll(sizes, i -> i == sizes.length - last ? 1 : shape.size(i));
          shapes.put(state + "." + name, Shape.of(sizes));
        });
    return shapes;
  }

  /** Names and shapes of the tensors, in order. */
  abstract Map<String, Shape> shapes(String state, Map<String, Shape> parameters);
}
