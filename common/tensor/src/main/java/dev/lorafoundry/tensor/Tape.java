package dev.lorafoundry.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The stages of a method that trains without keeping what is inside them (Chen et al. 2016,
 * Training Deep Nets with Sublinear Memory Cost). Forwards, every stage runs without gradients, and
 * its result is a fresh leaf. Backwards, from the last stage to the first, each is computed again
 * from its inputs, and what flows into its result flows on to its inputs and parameters.
 */
final class Tape {
  private final Program program;
  private final MethodScope method;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, List<String>> flows = new HashMap<>();

  /** A stage that has run: what it took, and the leaf that stands for its result. */
  private record Stage(MethodScope code, List<Value> inputs, Value result) {
    List<Value> trackedInputs() {
      return inputs.stream().filter(Value::tracked).toList();
    }
  }

  Tape(Program program, MethodScope method) {
    this.program = program;
    this.method = method;
  }

  Value stage(List<Value> inputs, Function<List<Value>, Value> body) {
    inputs.forEach(this::requireKnown);
    Value[] result = new Value[1];
    MethodScope code =
        program.inner(
            method.name() + "_stage" + stages.size(),
            scope -> {
              scope.takeParameters();
              List<Value> given =
                  IntStream.range(0, inputs.size())
                      .mapToObj(i -> scope.stageInput("x" + i, inputs.get(i)))
                      .toList();
              result[0] = body.apply(given);
              scope.returns("result", result[0]);
            });
    List<Value> all = Stream.concat(inputs.stream(), code.taken().stream()).toList();
    String computed = call(code, "self." + Program.PARAMETERS, expressions(all)) + "[0]";
    boolean tracked = result[0].tracked();
    String leaf =
        method.assign(
            tracked ? "torch.requires_grad_(torch.detach(" + computed + "), True)" : computed);
    Symbol symbol = new Symbol(program, method, leaf, tracked, result[0].format());
    Stage stage = new Stage(code, all, Value.of(symbol));
    stages.add(stage);
    return stage.result();
  }

  /** Derivatives of a single number that was computed from results of stages. */
  Values gradients(Value loss, Values leaves) {
    List<String> direct =
        stages.stream()
            .map(Stage::result)
            .filter(result -> result.tracked() && method.hasUsed(result.expression()))
            .map(Value::expression)
            .collect(Collectors.toCollection(ArrayList::new));
    direct.addAll(parametersUsedBy(method));
    flowInto(direct, loss.in(method).expression(), "None");
    for (int i = stages.size() - 1; i >= 0; i--) {
      back(stages.get(i));
    }
    List<Value> gradients = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      String leaf = parameter(i);
      String gradient =
          flows.containsKey(leaf) ? total(leaf) : method.assign("torch.zeros_like(" + leaf + ")");
      gradients.add(Value.of(program, method, gradient, false));
    }
    return method.listOf(gradients);
  }

  private void back(Stage stage) {
    if (!flows.containsKey(stage.result().expression())) {
      return; // nothing that counts depends on it
    }
    Map<String, String> fresh = new HashMap<>();
    for (Value input : stage.trackedInputs()) {
      String old = input.expression();
      fresh.put(old, method.assign("torch.requires_grad_(torch.detach(" + old + "), True)"));
    }
    List<String> inputs =
        expressions(stage.inputs()).stream().map(old -> fresh.getOrDefault(old, old)).toList();
    String again = call(stage.code(), Program.PARAMETERS, inputs) + "[0]";
    List<String> sources = new ArrayList<>(fresh.keySet());
    List<String> wanted = new ArrayList<>(fresh.values());
    sources.addAll(parametersUsedBy(stage.code()));
    wanted.addAll(parametersUsedBy(stage.code()));
    String into = total(stage.result().expression());
    flow(sources, wanted, again, "annotate(List[Optional[Tensor]], [" + into + "])");
  }

  private void flowInto(List<String> wanted, String from, String weights) {
    flow(wanted, wanted, from, weights);
  }

  /**
   * Notes what flows from one value into others.
   *
   * @param sources what the flow is noted for
   * @param wanted what the flow is computed for: the same, or stand-ins
   */
  private void flow(List<String> sources, List<String> wanted, String from, String weights) {
    if (wanted.isEmpty()) {
      return;
    }
    String found =
        method.assign(
            "torch.autograd.grad([%s], [%s], %s, None, False, True)"
                .formatted(from, String.join(", ", wanted), weights));
    for (int i = 0; i < wanted.size(); i++) {
      flows
          .computeIfAbsent(sources.get(i), key -> new ArrayList<>())
          .add(method.orZeros(found + "[" + i + "]", wanted.get(i)));
    }
  }

  /** The sum of all that flows into a value. */
  private String total(String into) {
    return flows.getOrDefault(into, List.of()).stream()
        .reduce((a, b) -> method.assign("torch.add(" + a + ", " + b + ", alpha=1)"))
        .orElseThrow();
  }

  private String call(MethodScope code, String parameters, List<String> inputs) {
    return method.assign(
        "(self).%s(%s, %s)".formatted(code.name(), parameters, String.join(", ", inputs)));
  }

  private List<String> parametersUsedBy(MethodScope scope) {
    return IntStream.range(0, program.parameters().size())
        .mapToObj(Tape::parameter)
        .filter(scope::hasUsed)
        .toList();
  }

  private void requireKnown(Value input) {
    boolean known =
        !input.tracked()
            || stages.stream()
                .anyMatch(stage -> stage.result().expression().equals(input.expression()));
    if (!known) {
      throw new IllegalStateException(
          "a stage of method "
              + method.name()
              + " takes a value that depends on parameters and is no result of a stage: compute it"
              + " in a stage, too");
    }
  }

  private static List<String> expressions(List<Value> values) {
    return values.stream().map(Value::expression).toList();
  }

  private static String parameter(int index) {
    return Program.PARAMETERS + "[" + index + "]";
  }
}
