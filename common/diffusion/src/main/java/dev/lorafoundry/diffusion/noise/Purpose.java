package dev.lorafoundry.diffusion.noise;

/** What random numbers are drawn for: each purpose has a stream of its own. */
public enum Purpose {
  /** Starting values of the LoRA's down matrices. */
  INITIALISATION(1),
  /** Order of the samples in an epoch. */
  ORDER(2),
  /** Timesteps of a batch. */
  TIMESTEPS(3),
  /** Noise added to the latents of a batch. */
  NOISE(4),
  /** The sample of the VAE's posterior that stands for a picture. */
  LATENTS(5),
  /** The noise that a rendering starts from. */
  START(6),
  /** Fresh noise between the steps of a rendering. */
  STEP(7);

  private final long number;

  /** The number is part of every draw: it never changes. */
  Purpose(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }
}
