package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a method returned. Closing it closes its tensors; {@link #take} keeps one. */
public final class Outputs implements AutoCloseable {
  private final NDManager manager;
  private final NDManager parent;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Outputs(NDManager manager, NDManager parent, List<String> names, NDList arrays) {
    this.manager = manager;
    this.parent = parent;
    for (int i = 0; i < names.size(); i++) {
      tensors.put(names.get(i), new Tensor(arrays.get(i)));
    }
  }

  /** An output by name; lives as long as these outputs. */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "there is no output '" + name + "': the method returns " + tensors.keySet());
    }
    return tensor;
  }

  /** An output that outlives these outputs; the caller closes it. */
  public Tensor take(String name) {
    Tensor tensor = get(name);
    tensor.array().attach(parent);
    return tensor;
  }

  /** The only element of an output. */
  public float item(String name) {
    return get(name).item();
  }

  @Override
  public void close() {
    manager.close();
  }
}
