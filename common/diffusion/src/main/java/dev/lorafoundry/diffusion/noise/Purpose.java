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
  STEP(7),
  /** The offset of each channel in the noise of a batch, and its strength. */
  OFFSET(8),
  /** The layers of multi-resolution noise, and their sizes. */
  LAYERS(9),
  /** The noise of a batch that nobody is to predict, and its strength. */
  PERTURBATION(10),
  /** How the captions of a batch are shown. */
  CAPTIONS(11),
  /** Which part of each picture a batch shows. */
  WINDOWS(12),
  /** The samples of the VAE's posterior that stand for such parts. */
  WINDOW_LATENTS(13),
  /** Which pictures of a batch are shown mirrored. */
  FLIPS(14),
  /** The sample of the VAE's posterior that stands for a picture's mirror image. */
  MIRRORED_LATENTS(15),
  /** Which modules of a LoRA a batch goes without. */
  MODULES(20),
  /** Which ranks of a LoRA's modules each picture of a batch goes without. */
  RANKS(21),
  /** Where the streams start of which programs draw the numbers that a batch goes without. */
  NEURONS(22),
  /** Which pictures are held out of a training, and which batches of them are looked at. */
  HELD_OUT(40),
  /** Noise of a picture at one of the timesteps of the validation loss. */
  VALIDATION(41);

  private final long number;

  /** The number is part of every draw: it never changes. */
  Purpose(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }
}
