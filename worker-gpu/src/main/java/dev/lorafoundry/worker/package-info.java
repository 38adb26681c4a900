/** Claims training jobs, trains, publishes checkpoints. */
@NullMarked
package dev.lorafoundry.worker;

import org.jspecify.annotations.NullMarked;
