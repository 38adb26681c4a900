package dev.lorafoundry.contracts;

/** Families of Stable Diffusion base models. */
public enum Family {
  SD1,
  SD2,
  SDXL
}
