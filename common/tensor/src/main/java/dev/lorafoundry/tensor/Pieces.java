package dev.lorafoundry.tensor;

import java.util.List;
import java.util.stream.IntStream;

/** Cuts values along a dimension, and joins them again. */
final class Pieces {
  private Pieces() {}

  static List<Value> of(Value whole, int parts, int dimension) {
    MethodScope here = whole.program().current();
    String all = whole.in(here).expression();
    String list = here.assign("torch.chunk(" + all + ", " + parts + ", " + dimension + ")");
    return IntStream.range(0, parts)
        .mapToObj(i -> piece(whole, here, list + "[" + i + "]"))
        .toList();
  }

  private static Value piece(Value whole, MethodScope here, String expression) {
    return Value.of(new Symbol(whole.program(), here, expression, whole.tracked(), whole.format()));
  }

  static Value joined(List<Value> pieces, int dimension) {
    Program program = pieces.get(0).program();
    MethodScope here = program.current();
    String cat = here.assign("torch.cat(" + here.expressionOf(pieces) + ", " + dimension + ")");
    return Value.of(program, here, cat, pieces.stream().anyMatch(Value::tracked));
  }
}
