/** Renders preview grids and prepares datasets. */
@NullMarked
package dev.lorafoundry.preview;

import org.jspecify.annotations.NullMarked;
