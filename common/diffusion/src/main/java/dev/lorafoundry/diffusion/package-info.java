/** Stable Diffusion: reading models, training LoRAs, rendering pictures. */
@NullMarked
package dev.lorafoundry.diffusion;

import org.jspecify.annotations.NullMarked;
