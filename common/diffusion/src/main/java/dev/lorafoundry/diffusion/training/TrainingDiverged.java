package dev.lorafoundry.diffusion.training;

/** The loss or the weights left all bounds; the message says what to change. */
public final class TrainingDiverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDiverged(String message) {
    super(message);
  }
}
