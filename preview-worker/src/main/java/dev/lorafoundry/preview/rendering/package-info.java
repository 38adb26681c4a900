/** Preview grids: every combination of a checkpoint's preview, rendered, labelled and stored. */
@NullMarked
package dev.lorafoundry.preview.rendering;

import org.jspecify.annotations.NullMarked;
