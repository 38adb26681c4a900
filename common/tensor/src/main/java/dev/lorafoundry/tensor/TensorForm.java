package dev.lorafoundry.tensor;

import java.util.LinkedHashMap;
import java.util.Map;

/** Shape and number format that a program needs a tensor in. */
record TensorForm(Shape shape, DType type) {
  static TensorForm floats(Shape shape) {
    return new TensorForm(shape, DType.F32);
  }

  /** The same in fp32. */
  TensorForm exact() {
    return floats(shape);
  }

  /** All of one format. */
  static Map<String, TensorForm> all(Map<String, Shape> shapes, DType type) {
    Map<String, TensorForm> forms = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> forms.put(name, new TensorForm(shape, type)));
    return forms;
  }
}
