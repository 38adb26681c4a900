package dev.lorafoundry.api.checkpoint;

/** No file for diffusers can be made of this checkpoint. */
public final class NotForDiffusers extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotForDiffusers(Checkpoint checkpoint, RuntimeException cause) {
    super(
        "%s can't be had for diffusers. %s".formatted(checkpoint.name(), cause.getMessage()),
        cause);
  }
}
