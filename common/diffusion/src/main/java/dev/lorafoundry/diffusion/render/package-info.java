/**
 * From a prompt to pictures: text states, denoising, decoding, each one native call at a time.
 *
 * <p>Letters in shapes: B pictures, R registers of the sampler, N chunks of a prompt, T text
 * positions, D text width, H and W height and width of the latents.
 */
@NullMarked
package dev.lorafoundry.diffusion.render;

import org.jspecify.annotations.NullMarked;
