package dev.lorafoundry.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One method of a program while it is being described, and afterwards its lines. */
public final class MethodScope {
  private final Program program;
  private final String name;
  private final @Nullable MethodScope around;
  private final Map<String, Taken> taken = new LinkedHashMap<>();
  private final Map<String, Boolean> inputs = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, Value> named = new HashMap<>();
  private final Lines lines;
  private final Set<String> used = new HashSet<>();
  private final Copies copies = new Copies();
  private MethodHead head = MethodHead.BOUND;
  private String bound = "self." + Program.PARAMETERS;
  private @Nullable Tape tape;
  private @Nullable PassingBy passing;

  /** A value of the method around a stage, and the stage's input that stands for it. */
  private record Taken(Value outside, Value inside) {}

  MethodScope(Program program, String name) {
    this(program, name, null);
  }

  /**
   * @param around the method that this is a stage of; null for one that is none
   */
  MethodScope(Program program, String name, @Nullable MethodScope around) {
    this.program = program;
    this.name = name;
    this.around = around;
    lines = new Lines(program);
  }

  public String name() {
    return name;
  }

  /** A tensor that the caller gives. */
  public Value input(String name) {
    declare(name, false);
    return Value.of(program, this, "in_" + name, false);
  }

  /** An input of a stage. */
  Value stageInput(String name, Value like) {
    declare(name, false);
    return Value.of(new Symbol(program, this, "in_" + name, like.tracked(), like.format()));
  }

  /**
   * A list of tensors that the caller gives.
   *
   * @param count how many there will be
   */
  public Values inputs(String name, int count) {
    declare(name, true);
    return new Values(program, this, "in_" + name, () -> count);
  }

  /** Adds an output; the caller finds it by name. */
  public void returns(String name, Value value) {
    if (outputs.putIfAbsent(name, value.in(this)) != null) {
      throw new IllegalStateException("method " + this.name + " returns " + name + " already");
    }
  }

  /** Adds values that were {@link Value#named} as outputs, to look inside a computation. */
  public void expose(String... names) {
    for (String each : names) {
      Value value = named.get(each);
      if (value == null) {
        throw new IllegalArgumentException(
            "no value of method " + name + " is named " + each + "; named are " + named.keySet());
      }
      returns(each, value);
    }
  }

  /**
   * Makes this a method that trains: inside it every parameter is a fresh leaf, so that values
   * computed from it can be differentiated.
   *
   * @return the leaves, in the order of the parameters
   */
  public Values train() {
    return train(Activations.KEPT);
  }

  /**
   * As {@link #train()}; says whether the values inside {@linkplain Program#stage stages} are kept.
   */
  public Values train(Activations activations) {
    head = MethodHead.LEAVES;
    if (activations == Activations.RECOMPUTED) {
      tape = new Tape(program, this);
    }
    return new Values(program, this, Program.PARAMETERS, () -> program.parameters().size());
  }

  /**
   * Makes this a method that computes with other values than those of the parameters.
   *
   * @param list of the program, such as a state with one tensor like each parameter
   */
  public void computeWith(Values list) {
    bound = list.expression();
  }

  /**
   * Derivatives of a single number by leaves; zeros where it does not depend on one.
   *
   * @return one tensor like each leaf
   */
  public Values gradients(Value loss, Values leaves) {
    if (tape != null) {
      return tape.gradients(loss, leaves);
    }
    String wanted = leaves.expression();
    String found =
        assign(
            "torch.autograd.grad([%s], %s, None, None, False, True)"
                .formatted(loss.in(this).expression(), wanted));
    String list = assign("annotate(List[Tensor], [])");
    each(
        wanted,
        i -> {
          String one = orZeros(found + "[" + i + "]", wanted + "[" + i + "]");
          run(variable() + " = torch.append(" + list + ", " + one + ")");
        });
    return new Values(program, this, list, leaves::size);
  }

  /** A gradient, or zeros like what it belongs to where there is none. */
  String orZeros(String gradient, String like) {
    String one = variable();
    run("if torch.__isnot__(" + gradient + ", None):");
    run("  " + one + " = unchecked_cast(Tensor, " + gradient + ")");
    run("else:");
    run("  " + one + " = torch.zeros_like(" + like + ")");
    return one;
  }

  Value stage(List<Value> inputs, Function<List<Value>, Value> body) {
    return tape == null ? body.apply(inputs) : tape.stage(inputs, body);
  }

  /**
   * A value as this method may use it: one of the method around a stage that does not depend on
   * parameters becomes an input of the stage.
   */
  Value taking(Value value) {
    if (around == null || value.tracked() || !value.isOf(around)) {
      return value;
    }
    Taken known = taken.get(value.expression());
    if (known == null) {
      known = new Taken(value, stageInput("taken" + taken.size(), value));
      taken.put(value.expression(), known);
    }
    return known.inside();
  }

  /** What the stage {@linkplain #taking took} beside its inputs, in the order of its inputs. */
  List<Value> taken() {
    return taken.values().stream().map(Taken::outside).toList();
  }

  /** A value in another format. */
  Value inFormat(Value value, DType format) {
    return copies.of(value, value.in(this).expression(), format);
  }

  /** Copies in other formats are old from here on. */
  void changesInPlace() {
    copies.forget();
  }

  /** Emits lines that do not always run, or not once. */
  private void inside(Runnable body) {
    copies.inside(() -> lines.indented(body));
  }

  /** Makes this a stage: its parameters are given by the caller. */
  void takeParameters() {
    declare("parameters", true);
    head = MethodHead.GIVEN;
  }

  /** Notes what the method uses. */
  void uses(Value value) {
    used.add(value.expression());
  }

  boolean hasUsed(String expression) {
    return used.contains(expression);
  }

  /**
   * Does something only if a single truth holds when the program runs. What is computed inside
   * can't be used behind it: this is for changes in place.
   */
  public void when(Value condition, Runnable body) {
    run("if bool(" + condition.in(this).expression() + "):");
    inside(body);
    run("else:");
    run("  pass");
  }

  /**
   * Does what changes parameters and their states, such as an optimiser's step, and passes some by:
   * these and their states are afterwards what they were before.
   *
   * @param passedBy for each parameter 1 if it is passed by, 0 if not (parameters)
   */
  public void passingBy(Value passedBy, Runnable body) {
    PassingBy passing = new PassingBy(program, this, passedBy);
    this.passing = passing;
    try {
      body.run();
    } finally {
      this.passing = null;
    }
    passing.finish();
  }

  /** As {@link Program#passesBy}. */
  boolean passesBy() {
    return passing != null;
  }

  /** As {@link Program#ofChanged}. */
  Value ofChanged(Value numbers) {
    PassingBy here = passing;
    return here == null ? numbers : here.ofChanged(numbers);
  }

  /** What it consists of so far. */
  Lines lines() {
    return lines;
  }

  /** A list of these values. */
  public Values listOf(List<Value> values) {
    String list = variable();
    run(list + " = " + expressionOf(values));
    return new Values(program, this, list, values::size);
  }

  String expressionOf(List<Value> values) {
    return values.stream()
        .map(value -> value.in(this).expression())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Emits a list of what an expression gives for each element of a list.
   *
   * @param each with {@code %s} for the element
   */
  String mapped(String elements, String each) {
    String list = assign("annotate(List[Tensor], [])");
    each(
        elements,
        i -> {
          String one = each.replace("%s", elements + "[" + i + "]");
          run(variable() + " = torch.append(" + list + ", " + one + ")");
        });
    return list;
  }

  /**
   * Emits a loop over a list.
   *
   * @param body emits what is done for one element, whose place it is given
   */
  void each(String list, Consumer<String> body) {
    String i = variable();
    run("for " + i + " in range(torch.len(" + list + ")):");
    inside(() -> body.accept(i));
  }

  /** Emits one line with a new variable for the result, and gives the variable's name. */
  String assign(String expression) {
    String variable = variable();
    run(variable + " = " + expression);
    return variable;
  }

  /** Emits one line. */
  void run(String line) {
    lines.add(line);
  }

  void name(String label, Value value) {
    named.put(label, value);
  }

  String variable() {
    return lines.variable();
  }

  private void declare(String input, boolean list) {
    if (!input.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "input '" + input + "' is not allowed: use letters, digits and underscores");
    }
    if (inputs.putIfAbsent(input, list) != null) {
      throw new IllegalStateException("method " + name + " has an input " + input + " already");
    }
  }

  /** Names of the inputs in order; true for lists. */
  Map<String, Boolean> inputs() {
    return inputs;
  }

  List<String> outputNames() {
    return List.copyOf(outputs.keySet());
  }

  /** Origin of the n-th line of {@link #code}, from 0; the head has none. */
  Origin origin(int line) {
    int index = line - headLines();
    return index >= 0 && index < lines.count()
        ? lines.origin(index)
        : new Origin("", "the frame of method " + name);
  }

  /** The method as TorchScript, indented for its class. */
  List<String> code() {
    List<String> code = new ArrayList<>();
    code.add(
        "  def " + name + "(self: __torch__.Net" + (inputs.isEmpty() ? ") -> List[Tensor]:" : ","));
    int left = inputs.size();
    for (Map.Entry<String, Boolean> input : inputs.entrySet()) {
      left--;
      String type = input.getValue() ? "List[Tensor]" : "Tensor";
      code.add("    in_" + input.getKey() + ": " + type + (left == 0 ? ") -> List[Tensor]:" : ","));
    }
    Stream.concat(head.code(bound).stream(), lines.from(0).stream())
        .forEach(line -> code.add("    " + line));
    code.add("    return " + expressionOf(List.copyOf(outputs.values())));
    return code;
  }

  private int headLines() {
    return 1 + inputs.size() + head.code(bound).size();
  }
}
