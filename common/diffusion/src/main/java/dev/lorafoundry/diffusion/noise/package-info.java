/** The noise of training and sampling: how much at which timestep, and where it is drawn from. */
@NullMarked
package dev.lorafoundry.diffusion.noise;

import org.jspecify.annotations.NullMarked;
