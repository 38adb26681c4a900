package dev.lorafoundry.diffusion.prompt;

/** A prompt that can't be understood; the message is a sentence for people. */
public final class InvalidPrompt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidPrompt(String message) {
    super(message);
  }
}
