/**
 * What stays: the checkpoints that a run keeps or that are still looked at, and deleted versions
 * for some time.
 */
@NullMarked
package dev.lorafoundry.api.retention;

import org.jspecify.annotations.NullMarked;
