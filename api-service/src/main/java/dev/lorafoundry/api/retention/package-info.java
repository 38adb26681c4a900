/** Which checkpoints stay: those that a run keeps, and those that are still looked at. */
@NullMarked
package dev.lorafoundry.api.retention;

import org.jspecify.annotations.NullMarked;
