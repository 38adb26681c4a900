/** Training of a LoRA: the whole of one job on one device, without knowing where its data lie. */
@NullMarked
package dev.lorafoundry.diffusion.training;

import org.jspecify.annotations.NullMarked;
