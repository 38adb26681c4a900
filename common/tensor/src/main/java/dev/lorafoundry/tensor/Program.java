package dev.lorafoundry.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A computation described in Java and compiled once to TorchScript. It has frozen weights,
 * trainable parameters, states (one tensor per parameter, such as an optimiser's moments, or a
 * single number) and methods.
 *
 * <pre>{@code
 * Program program = new Program("double");
 * Value w = program.weight("w", Shape.of(3));
 * program.method("forward", m -> m.returns("y", m.input("x").mul(w).mul(2)));
 * }</pre>
 *
 * <p>Operations on {@link Value}s emit lines into the method that is being described. Not safe for
 * several threads.
 */
public final class Program {
  static final String WEIGHTS = "w";
  static final String PARAMETERS = "p";

  private final String name;
  private final DType computeType;
  private final Map<String, Shape> weights = new LinkedHashMap<>();
  private final Set<String> exactWeights = new LinkedHashSet<>();
  private final Map<String, Shape> parameters = new LinkedHashMap<>();
  private final Map<String, Value> slots = new LinkedHashMap<>();
  private final Map<String, StateKind> states = new LinkedHashMap<>();
  private final Map<String, MethodScope> methods = new LinkedHashMap<>();
  private final Set<Range> ranges = new LinkedHashSet<>();
  private final Deque<String> path = new ArrayDeque<>();
  private @Nullable MethodScope current;

  /** Part of a list of the module. */
  record Range(String list, int from, int to, int step) {
    String name() {
      return list + "_from" + from + "to" + to + (step == 1 ? "" : "by" + step);
    }
  }

  public Program(String name) {
    this(name, DType.F32);
  }

  /**
   * @param computeType format of linear layers, convolutions and attention; norms, softmax and
   *     losses stay in fp32, parameters too
   */
  public Program(String name, DType computeType) {
    this.name = name;
    this.computeType = computeType;
  }

  public String name() {
    return name;
  }

  public DType computeType() {
    return computeType;
  }

  /** A frozen weight, bound by name when the program is loaded; the same value if asked twice. */
  public Value weight(String name, Shape shape) {
    return slot(weights, WEIGHTS, name, shape);
  }

  /** As {@link #weight}, but in fp32 whatever the compute type. */
  public Value exactWeight(String name, Shape shape) {
    if (exactWeights.add(name) && weights.containsKey(name)) {
      throw new IllegalStateException(
          "weight " + name + " of program " + this.name + " was asked for in the compute type");
    }
    return weight(name, shape);
  }

  /**
   * A trainable parameter in fp32, bound by name when the program is loaded. The order of the first
   * mentions is the order of the parameter list.
   */
  public Value parameter(String name, Shape shape) {
    return slot(parameters, PARAMETERS, name, shape);
  }

  /** Names and shapes of the parameters, in order. */
  public Map<String, Shape> parameters() {
    return new LinkedHashMap<>(parameters);
  }

  /** Names and shapes of the weights, in order. */
  public Map<String, Shape> weights() {
    return new LinkedHashMap<>(weights);
  }

  /**
   * All that says what this program computes: its number format, its weights and parameters, its
   * code. Programs of one description give the same results for the same tensors.
   */
  public String description() {
    return String.join(
        "\n",
        computeType.toString(),
        weights.toString() + exactWeights,
        parameters.toString(),
        new ScriptArchive(this).code());
  }

  /** A list with one tensor like each parameter, zero when the program is loaded. */
  public Values state(String name) {
    return stateList(name, StateKind.LIKE_PARAMETERS);
  }

  /**
   * As {@link #state}, but a copy of the parameters when the program is loaded: whatever it is not
   * changed for stays as it was at the start. To be asked for in this way first.
   */
  public Values stateFromParameters(String name) {
    Values state = stateList(name, StateKind.COPIES_OF_PARAMETERS);
    if (states.get(name) != StateKind.COPIES_OF_PARAMETERS) {
      throw new IllegalStateException(
          "state " + name + " of program " + this.name + " starts at 0 already");
    }
    return state;
  }

  /** Names of the states that start as {@linkplain #stateFromParameters copies}. */
  public Set<String> statesFromParameters() {
    return statesOf(StateKind.COPIES_OF_PARAMETERS);
  }

  private Set<String> statesOf(StateKind wanted) {
    Set<String> found = new LinkedHashSet<>();
    states.forEach(
        (state, kind) -> {
          if (kind == wanted) {
            found.add(state);
          }
        });
    return found;
  }

  /** As {@link #state}, with one number for each row along the last dimension: it is 1 there. */
  public Values stateOfRows(String name) {
    return stateList(name, StateKind.ROWS);
  }

  /** As {@link #state}, with one number for each column: the last dimension but one is 1. */
  public Values stateOfColumns(String name) {
    return stateList(name, StateKind.COLUMNS);
  }

  /**
   * As {@link #state}, but of parameters that {@link Blocks} {@linkplain Blocks#hold hold} one byte
   * for each number (blocks, 256).
   */
  public Values stateOfCodes(String name) {
    return stateList(name, StateKind.CODES);
  }

  /** One number for each block of {@link #stateOfCodes} (blocks, 1); none for other parameters. */
  public Values stateOfScales(String name) {
    return stateList(name, StateKind.SCALES);
  }

  /** A single number that the program keeps from call to call, zero when the program is loaded. */
  public Value counter(String name) {
    return stateList(name, StateKind.SINGLE_NUMBER).get(0);
  }

  /** As {@link #counter}, but of each parameter one number (parameters). */
  public Value counters(String name) {
    return stateList(name, StateKind.NUMBERS).get(0);
  }

  /** Names of the {@link #counters}. */
  public Set<String> counters() {
    return statesOf(StateKind.NUMBERS);
  }

  private Values stateList(String name, StateKind kind) {
    states.putIfAbsent(name, kind);
    return new Values(this, null, "self.s_" + name, () -> kind.tensors(name, parameters).size());
  }

  /** All parameters, in order, for optimisers: changes in place train. */
  public Values parameterList() {
    return new Values(this, null, "self." + PARAMETERS, parameters::size);
  }

  /** Describes a method: all operations inside {@code body} become its lines. */
  public void method(String name, Consumer<MethodScope> body) {
    if (current != null) {
      throw new IllegalStateException(
          "method "
              + name
              + " begins inside method "
              + current.name()
              + " of program "
              + this.name);
    }
    MethodScope scope = new MethodScope(this, name);
    if (methods.putIfAbsent(name, scope) != null) {
      throw new IllegalStateException(
          "program " + this.name + " has a method " + name + " already");
    }
    current = scope;
    try {
      body.accept(scope);
    } finally {
      current = null;
    }
  }

  /**
   * A part of a model whose intermediate values need not be kept for the gradients: a method that
   * trains {@linkplain Activations#RECOMPUTED sparingly} computes them twice. Elsewhere this is
   * just the body.
   *
   * @param inputs all values that the body uses and that depend on parameters, each the result of
   *     another stage; others may be among them
   */
  public Value stage(List<Value> inputs, Function<List<Value>, Value> body) {
    return current().stage(inputs, body);
  }

  /** As {@link MethodScope#when}, in the method that is being described. */
  public void when(Value condition, Runnable body) {
    current().when(condition, body);
  }

  /** Whether {@link MethodScope#passingBy} is around the update that is being described. */
  public boolean passesBy() {
    return current().passesBy();
  }

  /**
   * One number of each parameter, with 0 for those that the update that is being described {@link
   * MethodScope#passingBy passes by}: what an optimiser sums over all parameters is theirs alone
   * that it changes.
   *
   * @param numbers (parameters)
   */
  public Value ofChanged(Value numbers) {
    return current().ofChanged(numbers);
  }

  /** Describes a method inside another one. */
  MethodScope inner(String name, Consumer<MethodScope> body) {
    MethodScope outer = current();
    MethodScope scope = new MethodScope(this, name, outer);
    methods.put(name, scope);
    current = scope;
    try {
      body.accept(scope);
    } finally {
      current = outer;
    }
    return scope;
  }

  /** Names the module that emits: errors show it. */
  public <T> T within(String module, Supplier<T> body) {
    path.addLast(module);
    try {
      return body.get();
    } finally {
      path.removeLast();
    }
  }

  /** The method that is being described. */
  MethodScope current() {
    if (current == null) {
      throw new IllegalStateException("no method of program " + name + " is being described");
    }
    return current;
  }

  String modulePath() {
    return String.join(".", path);
  }

  /** Names and forms of the weights, in order. */
  Map<String, TensorForm> weightForms() {
    Map<String, TensorForm> forms = TensorForm.all(weights, computeType);
    exactWeights.forEach(exact -> forms.computeIfPresent(exact, (key, form) -> form.exact()));
    return forms;
  }

  Map<String, StateKind> states() {
    return states;
  }

  /**
   * A part of one of the module's lists, as a list of its own that is filled when the whole is.
   *
   * <p>why: TorchScript takes a slice made inside a method for a copy, and drops changes in place
   * as unused.
   */
  String range(String list, int from, int to, int step) {
    Range range = new Range(list, from, to, step);
    ranges.add(range);
    return range.name();
  }

  /** Parts of the lists, in the order in which they were asked for. */
  Set<Range> ranges() {
    return ranges;
  }

  /** The module's lists with one tensor for each parameter: the parameters and their states. */
  List<String> listsOfParameters() {
    List<String> lists = new ArrayList<>(List.of("self." + PARAMETERS));
    states.forEach(
        (state, kind) -> {
          if (kind != StateKind.SINGLE_NUMBER && kind != StateKind.NUMBERS) {
            lists.add("self.s_" + state);
          }
        });
    return lists;
  }

  /** Names and forms of the tensors of a state, as they are saved. */
  Map<String, TensorForm> stateTensors(String state) {
    StateKind kind = Objects.requireNonNull(states.get(state), state);
    return kind.tensors(state, parameters);
  }

  /** Bytes that all states take. */
  public long stateBytes() {
    return states.keySet().stream()
        .flatMap(state -> stateTensors(state).values().stream())
        .mapToLong(form -> form.shape().elements() * form.type().bytes())
        .sum();
  }

  Map<String, MethodScope> methods() {
    return methods;
  }

  private Value slot(Map<String, Shape> slots, String list, String name, Shape shape) {
    Shape known = slots.get(name);
    if (known != null && !known.equals(shape)) {
      throw new IllegalStateException(
          name + " of program " + this.name + " has shape " + known + ", not " + shape);
    }
    if (known == null) {
      slots.put(name, shape);
    }
    return this.slots.computeIfAbsent(
        list + "/" + name,
        key -> Value.slot(symbol(list, slots.size() - 1, exactWeights.contains(name)), shape));
  }

  private Symbol symbol(String list, int index, boolean exact) {
    boolean trained = list.equals(PARAMETERS);
    DType format = trained || exact ? DType.F32 : computeType;
    return new Symbol(this, null, list + "[" + index + "]", trained, format);
  }
}
