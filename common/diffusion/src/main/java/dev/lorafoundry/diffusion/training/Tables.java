package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Value;

/** Tables that stay on the device: only the numbers of a batch's rows travel with each step. */
final class Tables {
  private Tables() {}

  /** Input that holds the numbers of the rows. */
  static String rowsOf(String table) {
    return table + "_rows";
  }

  /** The rows of a batch. */
  static Value picked(MethodScope m, String table) {
    return m.input(table).indexSelect(0, m.input(rowsOf(table)));
  }
}
