package dev.lorafoundry.tensor;

import java.util.HashMap;
import java.util.Map;

/**
 * Copies of a method's values in other formats, of which one is enough as long as it holds.
 *
 * <p>A value that depends on parameters has a copy for each use: so its gradients are added up in
 * its own format, not in that of the copies, which may have few digits.
 */
final class Copies {
  private Map<Copy, Value> known = new HashMap<>();

  private record Copy(String expression, DType format) {}

  /**
   * @param expression of the value in the method
   */
  Value of(Value value, String expression, DType format) {
    Copy copy = new Copy(expression, format);
    Value found = known.get(copy);
    if (found == null) {
      found = value.call("to", value, format.scalarType());
      if (!value.tracked()) {
        known.put(copy, found);
      }
    }
    return found;
  }

  /** Something is changed in place: what was copied may be old. */
  void forget() {
    known.clear();
  }

  /**
   * Describes lines that do not always run, or not once: their copies are not known behind them.
   */
  void inside(Runnable body) {
    Map<Copy, Value> before = known;
    known = new HashMap<>(before);
    body.run();
    before.keySet().retainAll(known.keySet());
    known = before;
  }
}
