package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A checkpoint's weights by name, narrowed step by step as modules are built, so that a module's
 * path is its checkpoint key: {@code w.at("input_blocks").at(1).get("weight")}.
 */
public final class Weights {
  private final Program program;
  private final Map<String, Shape> shapes;
  private final Predicate<String> trained;
  private final Adapters adapters;
  private final String path;

  private Weights(
      Program program,
      Map<String, Shape> shapes,
      Predicate<String> trained,
      Adapters adapters,
      String path) {
    this.program = program;
    this.shapes = shapes;
    this.trained = trained;
    this.adapters = adapters;
    this.path = path;
  }

  /**
   * All weights of a checkpoint, frozen, without adapters.
   *
   * @param shapes by name; may hold more than the program will use
   */
  public static Weights of(Program program, Map<String, Shape> shapes) {
    return new Weights(program, shapes, name -> false, Adapters.NONE, "");
  }

  /** The same weights; those whose full names are chosen become parameters. */
  public Weights training(Predicate<String> names) {
    return new Weights(program, shapes, names, adapters, path);
  }

  /** The same weights, whose layers get adapters. */
  public Weights adaptedBy(Adapters some) {
    return new Weights(program, shapes, trained, some, path);
  }

  /** The weights whose names begin with {@code name.}. */
  public Weights at(String name) {
    return new Weights(program, shapes, trained, adapters, full(name));
  }

  public Weights at(int index) {
    return at(Integer.toString(index));
  }

  /** Whether there is a weight of that name, or a module with weights. */
  public boolean has(String name) {
    String full = full(name);
    return shapes.containsKey(full)
        || shapes.keySet().stream().anyMatch(each -> each.startsWith(full + "."));
  }

  /** How many modules there are at 0, 1, 2 and so on. */
  public int count() {
    int count = 0;
    while (has(Integer.toString(count))) {
      count++;
    }
    return count;
  }

  public Shape shape(String name) {
    Shape shape = shapes.get(full(name));
    if (shape == null) {
      throw new IllegalArgumentException("the checkpoint has no tensor " + full(name));
    }
    return shape;
  }

  /** A weight as a value of the program. */
  public Value get(String name) {
    String full = full(name);
    Shape shape = shape(name);
    return trained.test(full) ? program.parameter(full, shape) : program.weight(full, shape);
  }

  /** As {@link #get}, but in fp32 whatever the program computes in: for norms, which do too. */
  public Value exact(String name) {
    String full = full(name);
    Shape shape = shape(name);
    return trained.test(full) ? program.parameter(full, shape) : program.exactWeight(full, shape);
  }

  /** The adapter of the layer at this path, if it gets one. */
  Optional<Adapter> adapter(Layer.Form form) {
    return adapter(shape("weight"), form);
  }

  /** The same of a layer whose weight is a part of another one. */
  Optional<Adapter> adapter(Shape weight, Layer.Form form) {
    return adapters.find(new Layer(path, weight, form), program);
  }

  /** Runs a part of the model under its path, which errors then show. */
  public Value within(Supplier<Value> body) {
    return program.within(path, body);
  }

  /** Where these weights are in the checkpoint. */
  public String path() {
    return path;
  }

  public Program program() {
    return program;
  }

  private String full(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
