/** Dataset preparation: originals to training pictures. */
@NullMarked
package dev.lorafoundry.preview.preparation;

import org.jspecify.annotations.NullMarked;
