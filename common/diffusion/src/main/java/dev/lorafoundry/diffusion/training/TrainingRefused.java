package dev.lorafoundry.diffusion.training;

/** Settings, model and pictures that can't be trained together; the message is for people. */
public final class TrainingRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TrainingRefused(String message) {
    super(message);
  }

  TrainingRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
