/** Checks of files that are no program: what they say is held against the programs themselves. */
@NullMarked
package dev.lorafoundry.checks;

import org.jspecify.annotations.NullMarked;
