/**
 * The layers that all models here are made of, built from a checkpoint's weights.
 *
 * <p>Letters in shapes: B batch, C channels, H height, W width, T tokens.
 */
@NullMarked
package dev.lorafoundry.diffusion.nn;

import org.jspecify.annotations.NullMarked;
