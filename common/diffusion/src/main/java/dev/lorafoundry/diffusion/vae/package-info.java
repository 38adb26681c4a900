/**
 * The autoencoder between pictures and latents, in the names of the LDM checkpoint layout.
 *
 * <p>Letters in shapes: B pictures, C channels, H and W height and width.
 */
@NullMarked
package dev.lorafoundry.diffusion.vae;

import org.jspecify.annotations.NullMarked;
