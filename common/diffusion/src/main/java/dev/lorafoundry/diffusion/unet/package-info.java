/**
 * The U-Net of Stable Diffusion (Rombach et al. 2022), in the names of the LDM checkpoint layout.
 *
 * <p>Letters in shapes: B batch, C channels, H and W height and width of the latents at a level, T
 * text positions, E width of the time embedding.
 */
@NullMarked
package dev.lorafoundry.diffusion.unet;

import org.jspecify.annotations.NullMarked;
