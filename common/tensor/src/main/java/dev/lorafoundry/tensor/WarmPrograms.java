package dev.lorafoundry.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Programs of one model that follow one another on a device. The model's weights stay there, each
 * in the number format that was asked for last, and a program whose code is that of the one before
 * it is not compiled again. For one thread; one program at a time.
 */
public final class WarmPrograms implements AutoCloseable {
  private final TensorRuntime runtime;
  private final PtNDManager manager;
  private final TensorSource source;
  private final Map<String, NDArray> weights = new HashMap<>();

  /** Names of those weights that the model does not have: they are the last program's alone. */
  private final Set<String> given = new HashSet<>();

  private @Nullable Executable last;

  /**
   * @param source gives the model's weights by name; it keeps its tensors
   */
  public WarmPrograms(TensorRuntime runtime, TensorSource source) {
    this.runtime = runtime;
    this.manager = (PtNDManager) runtime.manager().newSubManager();
    this.source = source;
  }

  /**
   * A program with its parameters given and its states at zero. It works until the next one is
   * loaded or this is closed; the caller does not close it.
   *
   * @param parameters gives them by name, and weights that the model lacks; it keeps its tensors
   * @throws IllegalArgumentException if a weight or parameter is missing or of another shape
   * @throws TensorProgramFailed if the program can't be compiled, or the device has no room
   */
  public Executable load(Program program, TensorSource parameters) {
    Executable warm = last;
    if (warm != null && given.isEmpty() && warm.isOf(program)) {
      warm.begin(parameters);
      return warm;
    }
    forget();
    Set<String> needed = new HashSet<>(program.weights().keySet());
    needed.removeAll(given);
    keepOnly(needed);
    given.clear();
    warm = Executable.load(runtime, program, bound(program, parameters), parameters);
    last = warm;
    return warm;
  }

  /** How many bytes the weights have on the device. */
  public long bytes() {
    return weights.values().stream()
        .mapToLong(array -> array.size() * DType.of(array.getDataType()).bytes())
        .sum();
  }

  @Override
  public void close() {
    forget();
    weights.clear();
    manager.close();
  }

  private void forget() {
    if (last != null) {
      last.close();
      last = null;
    }
  }

  private void keepOnly(Set<String> needed) {
    weights
        .entrySet()
        .removeIf(
            each -> {
              boolean dropped = !needed.contains(each.getKey());
              if (dropped) {
                each.getValue().close();
              }
              return dropped;
            });
  }

  private List<NDArray> bound(Program program, TensorSource others) {
    List<NDArray> bound = new ArrayList<>();
    program.weightForms().forEach((name, form) -> bound.add(weight(program, name, form, others)));
    return bound;
  }

  private NDArray weight(Program program, String name, TensorForm form, TensorSource others) {
    NDArray known = weights.get(name);
    if (known != null && isOf(form.type(), known)) {
      Fetch.requireShape(program, name, form.shape(), new Tensor(known).shape());
      return known;
    }
    if (known != null) {
      weights.remove(name); // why: nobody may find a closed one if the next can't be fetched
      known.close();
    }
    NDArray fetched = new Fetch(program, manager).one(modelOr(others), name, form);
    weights.put(name, fetched);
    return fetched;
  }

  private TensorSource modelOr(TensorSource others) {
    return name -> {
      Tensor own = source.find(name);
      if (own == null) {
        given.add(name);
        return others.find(name);
      }
      return own;
    };
  }

  private static boolean isOf(DType type, NDArray array) {
    DType found = DType.of(array.getDataType());
    return found == type || !found.isFloating();
  }
}
