/** Successive halving: weak jobs of a run end early. */
@NullMarked
package dev.lorafoundry.api.halving;

import org.jspecify.annotations.NullMarked;
