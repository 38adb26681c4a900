/**
 * Synthetic captioned pictures: one coloured shape on a plain background, drawn by code from a
 * seed.
 */
@NullMarked
package dev.lorafoundry.startermodel.scene;

import org.jspecify.annotations.NullMarked;
