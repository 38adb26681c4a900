package dev.lorafoundry.diffusion.training;

/** A saved state that belongs to another training, or is none; the message is for people. */
public final class StateRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  StateRefused(String message) {
    super(message);
  }
}
