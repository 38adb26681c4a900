package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a file holds of one module, as far as it is known here.
 *
 * @param shapes of its matrices, by what follows the module's name
 */
record StoredModule(String name, Map<String, Shape> shapes, OptionalDouble ownAlpha) {
  StoredModule {
    shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
  }

  boolean has(String matrix) {
    return shapes.containsKey(matrix);
  }

  /**
   * @throws LoraRefused if the file lacks it, or it is no matrix
   */
  Shape shape(String matrix) {
    Shape shape = shapes.get(matrix);
    if (shape == null) {
      throw new LoraRefused("The LoRA file lacks the tensor %s.".formatted(name + matrix));
    }
    require(shape.rank() >= 2);
    return shape;
  }

  /** As everybody reads it: a missing alpha is the rank. */
  double alpha(long rank) {
    return ownAlpha.orElse((double) rank);
  }

  /**
   * @throws LoraRefused if the shapes do not fit together
   */
  void require(boolean fit) {
    if (!fit) {
      throw new LoraRefused(
          "LoRA module %s has shapes %s, which do not fit together."
              .formatted(
                  name,
                  shapes.values().stream()
                      .map(Shape::toString)
                      .collect(Collectors.joining(" and "))));
    }
  }
}
