package dev.lorafoundry.diffusion.training;

/**
 * Notices a training that goes on and on without any use: its error stays far above that of a model
 * that predicts nothing at all, which is about 1, for noise has a variance of 1.
 *
 * <p>A single loss says little: it depends on timestep and picture. So the bound is twenty times
 * what predicting nothing costs, or twenty times the largest error of the first three steps where
 * that is more (of a VAE with unusual latents, say), and two hundred steps in a row must exceed it.
 * No training that is of use does: one that changed nothing would stay at its first errors.
 */
final class LastingError {
  /** Of a prediction of nothing. */
  private static final double PLAIN_ERROR = 1;

  private static final double FACTOR = 20;
  private static final int FIRST_STEPS = 3;
  private static final int PATIENCE = 200;

  private Standing standing = Standing.NONE;

  /**
   * What a saved state must say of it.
   *
   * @param first how many of the first steps were seen
   * @param largest error of these
   * @param beyond steps in a row beyond the bound
   */
  record Standing(int first, double largest, int beyond) {
    static final Standing NONE = new Standing(0, 0, 0);

    private Standing after(double error) {
      if (first < FIRST_STEPS) {
        return new Standing(first + 1, Math.max(largest, error), 0);
      }
      return new Standing(first, largest, error > bound() ? beyond + 1 : 0);
    }

    private double bound() {
      return FACTOR * Math.max(PLAIN_ERROR, largest);
    }
  }

  Standing standing() {
    return standing;
  }

  void restore(Standing saved) {
    standing = saved;
  }

  /**
   * Takes note of a step's loss.
   *
   * @param largestWeight that an error has in the loss
   * @throws TrainingDiverged if there is no use in going on
   */
  void add(long step, double loss, double largestWeight) {
    standing = standing.after(loss / Math.max(1, largestWeight));
    if (standing.beyond() >= PATIENCE) {
      throw new TrainingDiverged(
          "The loss is beyond all use for %d steps, up to step %d, whose loss is %.1f: lower the learning rate."
              .formatted(PATIENCE, step, loss));
    }
  }
}
