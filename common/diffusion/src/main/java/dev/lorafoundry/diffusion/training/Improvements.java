package dev.lorafoundry.diffusion.training;

/**
 * How the validation losses of a training went so far: what stopping early goes by.
 *
 * @param best the lowest one, not finite before the first
 * @param bestEpoch the epoch after which it was that, 0 before the first
 * @param without losses since then that were no better
 */
record Improvements(double best, int bestEpoch, int without) {
  static final Improvements NONE = new Improvements(Double.POSITIVE_INFINITY, 0, 0);

  /**
   * With one loss more.
   *
   * @param minDelta by how much at least a better one is lower
   */
  Improvements after(int epoch, double loss, double minDelta) {
    boolean better = Double.isFinite(loss) && loss < best - minDelta;
    return better
        ? new Improvements(loss, epoch, 0)
        : new Improvements(best, bestEpoch, without + 1);
  }

  /**
   * @param patience 0: never
   */
  boolean exhaust(int patience) {
    return patience > 0 && without >= patience;
  }
}
