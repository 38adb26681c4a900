/** The labelled grid of a preview: axes, cells, their places, and the sheet they are drawn on. */
@NullMarked
package dev.lorafoundry.preview.grid;

import org.jspecify.annotations.NullMarked;
