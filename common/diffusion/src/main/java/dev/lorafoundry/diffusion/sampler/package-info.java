/**
 * Samplers: from noise to latents in a number of steps.
 *
 * <p>Every sampler here is linear in what it has seen: the next latents are a weighted sum of the
 * latents before, the denoised latents and fresh noise. So a sampler is a plan made of numbers, and
 * one program runs them all.
 *
 * <p>Letters in shapes: B pictures, C latent channels, H and W latent height and width, R registers
 * of the sampler, T text positions, D text width.
 */
@NullMarked
package dev.lorafoundry.diffusion.sampler;

import org.jspecify.annotations.NullMarked;
