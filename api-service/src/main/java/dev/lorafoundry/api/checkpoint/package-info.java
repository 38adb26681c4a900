/** Checkpoints: the LoRA files that jobs saved. */
@NullMarked
package dev.lorafoundry.api.checkpoint;

import org.jspecify.annotations.NullMarked;
