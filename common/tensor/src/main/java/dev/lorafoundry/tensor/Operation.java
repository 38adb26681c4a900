package dev.lorafoundry.tensor;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One of libtorch's operations in the method that is being described.
 *
 * @param arguments values, and texts of what else it takes; the first is a value
 */
record Operation(String name, List<Object> arguments) {
  static Operation of(String name, Object... arguments) {
    return new Operation(name, List.of(arguments));
  }

  /** Emits a call, and gives the symbol of its result. */
  Value call(Program program) {
    MethodScope here = program.current();
    if (name.endsWith("_")) {
      here.changesInPlace();
    }
    return emitted(program, here, expression(here, UnaryOperator.identity()));
  }

  /**
   * As {@link #call}, of values of one format. On a processor halves are computed in fp32 between
   * conversions: what goes in and what comes out is rounded as everywhere.
   *
   * <p>why: libraries have kernels of their own for halves on each kind of processor, and those for
   * bf16 were seen to end the process.
   */
  Value callWideOnProcessor(Program program) {
    if (program.computeType() == DType.F32) {
      return call(program);
    }
    MethodScope here = program.current();
    String first = text(here, arguments.get(0));
    String wide =
        expression(here, value -> "torch.to(%s, %d)".formatted(value, DType.F32.scalarType()));
    String choice =
        "%s if ops.prim.is_cuda(%s) else torch.to(%s, %s, False, False, None)"
            .formatted(expression(here, UnaryOperator.identity()), first, wide, first);
    return emitted(program, here, choice);
  }

  private Value emitted(Program program, MethodScope here, String expression) {
    boolean tracked =
        arguments.stream().anyMatch(each -> each instanceof Value value && value.tracked());
    DType format = ResultFormats.of(name, arguments);
    return Value.of(new Symbol(program, here, here.assign(expression), tracked, format));
  }

  /**
   * @param ofValues what is taken in place of a value
   */
  private String expression(MethodScope here, UnaryOperator<String> ofValues) {
    return arguments.stream()
        .map(each -> each instanceof Value ? ofValues.apply(text(here, each)) : each.toString())
        .collect(Collectors.joining(", ", "torch." + name + "(", ")"));
  }

  private static String text(MethodScope here, Object argument) {
    return argument instanceof Value value ? value.in(here).expression() : argument.toString();
  }
}
