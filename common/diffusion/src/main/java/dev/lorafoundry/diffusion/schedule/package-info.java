/** How the learning rate goes over the steps of a training. */
@NullMarked
package dev.lorafoundry.diffusion.schedule;

import org.jspecify.annotations.NullMarked;
