/** Previews: grids of pictures rendered from checkpoints. */
@NullMarked
package dev.lorafoundry.api.preview;

import org.jspecify.annotations.NullMarked;
