/**
 * CLIP's text encoder (Radford et al. 2021), which turns tokens into the states that steer the
 * U-Net.
 *
 * <p>Letters in shapes: B captions, N chunks of 77 tokens, T tokens, C features.
 */
@NullMarked
package dev.lorafoundry.diffusion.clip;

import org.jspecify.annotations.NullMarked;
