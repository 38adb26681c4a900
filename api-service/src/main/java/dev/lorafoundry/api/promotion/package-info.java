/** Checkpoints of failed and cancelled jobs that become results of full standing. */
@NullMarked
package dev.lorafoundry.api.promotion;

import org.jspecify.annotations.NullMarked;
