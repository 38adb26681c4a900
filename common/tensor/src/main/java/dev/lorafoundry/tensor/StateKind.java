package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What tensors a state of a program consists of. */
enum StateKind {
  /** One tensor like each parameter. */
  LIKE_PARAMETERS(TensorForm::floats),
  /** One tensor like each parameter, which starts as a copy of it. */
  COPIES_OF_PARAMETERS(TensorForm::floats),
  /** One number for each row of each parameter. */
  ROWS(shape -> without(1, shape)),
  /** One number for each column of each parameter. */
  COLUMNS(shape -> without(2, shape)),
  /** One byte for each number of each parameter that is kept in blocks; others in full. */
  CODES(StateKind::codes),
  /** One number for each block; none for parameters that are kept in full. */
  SCALES(shape -> TensorForm.floats(Shape.of(Blocks.hold(shape) ? Blocks.count(shape) : 0, 1))),
  /** One number of each parameter, all in one tensor. */
  NUMBERS(TensorForm::floats) {
    @Override
    Map<String, TensorForm> tensors(String state, Map<String, Shape> parameters) {
      return Map.of(state, TensorForm.floats(Shape.of(parameters.size())));
    }
  },
  /** A single number. */
  SINGLE_NUMBER(TensorForm::floats) {
    @Override
    Map<String, TensorForm> tensors(String state, Map<String, Shape> parameters) {
      return Map.of(state, TensorForm.floats(Shape.of()));
    }
  };

  private final Function<Shape, TensorForm> ofParameter;

  StateKind(Function<Shape, TensorForm> ofParameter) {
    this.ofParameter = ofParameter;
  }

  private static TensorForm codes(Shape shape) {
    return Blocks.hold(shape)
        ? new TensorForm(Shape.of(Blocks.count(shape), Blocks.SIZE), DType.U8)
        : TensorForm.floats(shape);
  }

  /** Size 1 at a dimension, counted from the last one as 1. */
  private static TensorForm without(int last, Shape shape) {
    if (shape.rank() < 2) {
      throw new IllegalStateException("a parameter of shape " + shape + " is no matrix");
    }
    long[] sizes = new long[shape.rank()];
    Arrays.setAll(sizes, i -> i == sizes.length - last ? 1 : shape.size(i));
    return TensorForm.floats(Shape.of(sizes));
  }

  /** Names and forms of the tensors, in order. */
  Map<String, TensorForm> tensors(String state, Map<String, Shape> parameters) {
    Map<String, TensorForm> tensors = new LinkedHashMap<>();
    parameters.forEach((name, shape) -> tensors.put(state + "." + name, ofParameter.apply(shape)));
    return tensors;
  }
}
