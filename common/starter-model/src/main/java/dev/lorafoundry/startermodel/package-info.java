/** A tiny, really trained base model and how it was made. */
@NullMarked
package dev.lorafoundry.startermodel;

import org.jspecify.annotations.NullMarked;
