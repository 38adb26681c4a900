/** Optimisers as parts of tensor programs: gradients in, parameters changed in place. */
@NullMarked
package dev.lorafoundry.diffusion.optimiser;

import org.jspecify.annotations.NullMarked;
