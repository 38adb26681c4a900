/**
 * How much memory a training takes of its device, counted before it starts from the sizes of the
 * base model and the settings. Letters: P places of a feature map, C channels.
 */
@NullMarked
package dev.lorafoundry.diffusion.memory;

import org.jspecify.annotations.NullMarked;
