package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects names and shapes of tensors, layer by layer. */
final class Names {
  private final Map<String, Shape> shapes;
  private final String path;

  private Names(Map<String, Shape> shapes, String path) {
    this.shapes = shapes;
    this.path = path;
  }

  static Names empty() {
    return new Names(new LinkedHashMap<>(), "");
  }

  /** The same collection, below a name. */
  Names at(String name) {
    return new Names(shapes, path + name + ".");
  }

  Names at(int index) {
    return at(Integer.toString(index));
  }

  Map<String, Shape> shapes() {
    return shapes;
  }

  void table(String name, long rows, long width) {
    shapes.put(path + name + ".weight", Shape.of(rows, width));
  }

  void norm(String name, long channels) {
    shapes.put(path + name + ".weight", Shape.of(channels));
    shapes.put(path + name + ".bias", Shape.of(channels));
  }

  void conv(String name, long in, long out, long kernel) {
    shapes.put(path + name + ".weight", Shape.of(out, in, kernel, kernel));
    shapes.put(path + name + ".bias", Shape.of(out));
  }

  void linear(String name, long in, long out) {
    table(name, out, in);
    shapes.put(path + name + ".bias", Shape.of(out));
  }

  void linearWithoutBias(String name, long in, long out) {
    table(name, out, in);
  }
}
