package dev.lorafoundry.tensor;

/** What becomes of the values inside a model between its computation and that of the gradients. */
public enum Activations {
  /** They are kept: fast. */
  KEPT,
  /** Those inside stages are dropped and computed again: less memory, about a third more time. */
  RECOMPUTED
}
