/** Tells the dominant colour and the shape of a picture without knowing what was asked for. */
@NullMarked
package dev.lorafoundry.startermodel.check;

import org.jspecify.annotations.NullMarked;
