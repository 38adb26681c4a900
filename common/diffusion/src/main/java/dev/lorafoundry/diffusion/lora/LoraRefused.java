package dev.lorafoundry.diffusion.lora;

/** A file that can't be used as a LoRA; the message is a sentence for people. */
public final class LoraRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public LoraRefused(String message) {
    super(message);
  }
}
