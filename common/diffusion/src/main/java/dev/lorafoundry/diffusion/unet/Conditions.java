package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.tensor.Value;

/**
 * What steers every part of the U-Net.
 *
 * @param time (B, E)
 * @param context text states (B·T, width)
 */
record Conditions(Value time, Value context) {}
