package dev.lorafoundry.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program on a device, with its weights bound. One native call for each run. Runs of several
 * threads take turns.
 */
public final class Executable implements AutoCloseable {
  private static final Pattern LINE = Pattern.compile("__torch__\\.py\", line (\\d+)");

  private final Program program;
  private final ScriptArchive archive;
  private final PtNDManager manager;
  private final PtSymbolBlock module;
  private final int threads;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, List<NDArray>> states = new LinkedHashMap<>();
  private final Map<String, StatePlace> places;

  private Executable(
      Program program,
      ScriptArchive archive,
      PtNDManager manager,
      PtSymbolBlock module,
      int threads) {
    this.program = program;
    this.archive = archive;
    this.manager = manager;
    this.module = module;
    this.threads = threads;
    this.places = StatePlace.all(program);
  }

  static Executable load(TensorRuntime runtime, Program program, TensorSource source) {
    return bound(runtime, program, it -> it.bindAll(it.fetchWeights(source), source));
  }

  /**
   * @param weights in the program's order; they stay the caller's
   */
  static Executable load(
      TensorRuntime runtime, Program program, List<NDArray> weights, TensorSource parameters) {
    return bound(runtime, program, it -> it.bindAll(weights, parameters));
  }

  private static Executable bound(
      TensorRuntime runtime, Program program, Consumer<Executable> binding) {
    ScriptArchive archive = new ScriptArchive(program);
    PtNDManager manager = (PtNDManager) runtime.manager().newSubManager();
    try {
      PtSymbolBlock module =
          JniUtils.loadModule(manager, new ByteArrayInputStream(archive.bytes()), true, false);
      Executable executable = new Executable(program, archive, manager, module, runtime.threads());
      binding.accept(executable);
      return executable;
    } catch (EngineException e) {
      manager.close();
      throw failure(archive, "program " + program.name() + " can't be compiled", e);
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException("an archive can't be read from memory", e);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Runs a method.
   *
   * @param inputs one tensor for each input of the method, by name
   * @throws TensorProgramFailed if an operation fails; the message names the Java line behind it
   */
  public Outputs run(String method, Map<String, Tensor> inputs) {
    return run(method, inputs, Map.of());
  }

  /** As {@link #run(String, Map)}, with lists of tensors for the inputs that are lists. */
  public synchronized Outputs run(
      String method, Map<String, Tensor> inputs, Map<String, List<Tensor>> lists) {
    MethodScope scope = program.methods().get(method);
    if (scope == null) {
      throw new IllegalArgumentException(
          "program "
              + program.name()
              + " has no method '"
              + method
              + "': it has "
              + program.methods().keySet());
    }
    PtNDManager call = (PtNDManager) manager.newSubManager();
    try (Call arguments = arguments(scope, inputs, lists)) {
      NDList results = arguments.run(module, method, call);
      return new Outputs(call, manager, scope.outputNames(), results);
    } catch (EngineException e) {
      call.close();
      throw failure(archive, "method " + method + " of program " + program.name() + " failed", e);
    } catch (RuntimeException e) {
      call.close();
      throw e;
    }
  }

  /** Copies of all parameters by name; the caller closes them. */
  public synchronized Map<String, Tensor> parameters() {
    return copies(parameters);
  }

  /**
   * Gives all parameters new values, or none.
   *
   * @throws IllegalArgumentException if one is missing or of another shape
   */
  public synchronized void setParameters(TensorSource source) {
    bindParameters(fetchParameters(source));
  }

  /**
   * Copies of all states by name: {@code <state>.<parameter>}, or {@code <state>} for counters. The
   * caller closes them.
   */
  public synchronized Map<String, Tensor> states() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    places.forEach((name, place) -> arrays.put(name, place.in(states)));
    return copies(arrays);
  }

  /** Names of all states, as {@link #states} has them. */
  public Set<String> stateNames() {
    return Collections.unmodifiableSet(places.keySet());
  }

  /**
   * Reads a parameter where it lies, without a copy on the device. No run changes it meanwhile.
   *
   * @param reading must not keep the tensor
   */
  public synchronized <T> T readParameter(String name, Function<Tensor, T> reading) {
    return reading.apply(new Tensor(known(parameters, name)));
  }

  /** As {@link #readParameter}, of a state by its name among {@link #stateNames}. */
  public synchronized <T> T readState(String name, Function<Tensor, T> reading) {
    return reading.apply(new Tensor(known(places, name).in(states)));
  }

  private <T> T known(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "program " + program.name() + " has no tensor '" + name + "' to read");
    }
    return found;
  }

  /** Copies of all, or none is left behind. */
  private static Map<String, Tensor> copies(Map<String, NDArray> arrays) {
    try (OwnedTensors copies = new OwnedTensors()) {
      arrays.forEach((name, array) -> copies.put(name, new Tensor(Tensor.duplicate(array))));
      return copies.release();
    }
  }

  /**
   * Gives all states new values, by the names of {@link #states}. One state follows another, so
   * that the device holds no more than one of them twice: if a tensor can't be had, those of the
   * states before it are new.
   *
   * @throws IllegalArgumentException if one is missing or of another shape
   */
  public synchronized void setStates(TensorSource source) {
    for (String state : program.states().keySet()) {
      bindState(state, List.copyOf(fetchAll(source, program.stateTensors(state)).values()));
    }
  }

  /** Gives the parameters new values and all states those that they start with. */
  synchronized void begin(TensorSource source) {
    setParameters(source);
    program.states().forEach((state, kind) -> bindState(state, start(state, kind)));
  }

  private List<NDArray> start(String state, StateKind kind) {
    return kind == StateKind.COPIES_OF_PARAMETERS
        ? parameters.values().stream().map(Tensor::duplicate).toList()
        : program.stateTensors(state).values().stream().map(this::zeros).toList();
  }

  private NDArray zeros(TensorForm form) {
    return NativeWork.of(
        "making a tensor", () -> manager.zeros(TensorRuntime.djl(form.shape()), form.type().djl()));
  }

  /** Whether a program does just what this one does, with the same tensors. */
  boolean isOf(Program other) {
    return program.computeType() == other.computeType()
        && inOrder(program.weightForms()).equals(inOrder(other.weightForms()))
        && inOrder(program.parameters()).equals(inOrder(other.parameters()))
        && program.states().equals(other.states())
        && outputs(program).equals(outputs(other))
        && code().equals(new ScriptArchive(other).code());
  }

  private static <T> List<Map.Entry<String, T>> inOrder(Map<String, T> slots) {
    return List.copyOf(slots.entrySet());
  }

  private static List<List<String>> outputs(Program program) {
    return program.methods().values().stream().map(MethodScope::outputNames).toList();
  }

  /** The TorchScript code, for people who look for a fault. */
  public String code() {
    return archive.code();
  }

  @Override
  public synchronized void close() {
    module.close();
    manager.close();
  }

  private List<NDArray> fetchWeights(TensorSource source) {
    return List.copyOf(fetchAll(source, program.weightForms()).values());
  }

  private Map<String, NDArray> fetchParameters(TensorSource source) {
    return fetchAll(source, TensorForm.all(program.parameters(), DType.F32));
  }

  private void bindAll(List<NDArray> weights, TensorSource source) {
    bind(Program.WEIGHTS, weights);
    begin(source);
  }

  private void bindParameters(Map<String, NDArray> fetched) {
    List<NDArray> old = List.copyOf(parameters.values());
    parameters.clear();
    parameters.putAll(fetched);
    bind(Program.PARAMETERS, List.copyOf(parameters.values()));
    old.forEach(NDArray::close);
  }

  private void bindState(String state, List<NDArray> arrays) {
    List<NDArray> old = states.put(state, arrays);
    bind("s_" + state, arrays);
    if (old != null) {
      old.forEach(NDArray::close);
    }
  }

  private void bind(String list, List<NDArray> arrays) {
    if (arrays.isEmpty()) {
      return; // why: the module's lists are empty from the start, and an empty list can't be passed
    }
    try (PtNDManager results = (PtNDManager) manager.newSubManager();
        Call call = new Call(threads)) {
      NativeWork.run(
          "binding tensors of program " + program.name(),
          () -> {
            call.add(arrays);
            call.run(module, "bind_" + list, results);
          });
    }
  }

  /** Copies of a source's tensors: all, or none is left behind. */
  private Map<String, NDArray> fetchAll(TensorSource source, Map<String, TensorForm> forms) {
    Fetch fetch = new Fetch(program, manager);
    Map<String, NDArray> fetched = new LinkedHashMap<>();
    try {
      forms.forEach((name, form) -> fetched.put(name, fetch.one(source, name, form)));
      return fetched;
    } catch (RuntimeException e) {
      fetched.values().forEach(NDArray::close);
      throw e;
    }
  }

  private Call arguments(
      MethodScope scope, Map<String, Tensor> inputs, Map<String, List<Tensor>> lists) {
    Call call = new Call(threads);
    try {
      scope
          .inputs()
          .forEach(
              (name, isList) -> {
                if (isList) {
                  call.add(arraysOf(lists, name));
                } else {
                  call.add(arrayOf(inputs, name));
                }
              });
      return call;
    } catch (RuntimeException e) {
      call.close();
      throw e;
    }
  }

  private static NDArray arrayOf(Map<String, Tensor> inputs, String name) {
    Tensor tensor = inputs.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "input '" + name + "' is missing: given are " + inputs.keySet());
    }
    return tensor.array();
  }

  private static List<NDArray> arraysOf(Map<String, List<Tensor>> lists, String name) {
    List<Tensor> tensors = lists.get(name);
    if (tensors == null) {
      throw new IllegalArgumentException("input list '" + name + "' is missing");
    }
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("input list '" + name + "' is empty");
    }
    return tensors.stream().map(Tensor::array).toList();
  }

  private static TensorProgramFailed failure(
      ScriptArchive archive, String what, EngineException cause) {
    String text = String.valueOf(cause.getMessage());
    Matcher line = LINE.matcher(text);
    String where = "an unknown line";
    while (line.find()) {
      where = archive.origin(Integer.parseInt(line.group(1))).toString();
    }
    return new TensorProgramFailed(what + " in " + where + ": " + NativeWork.reason(cause), cause);
  }
}
