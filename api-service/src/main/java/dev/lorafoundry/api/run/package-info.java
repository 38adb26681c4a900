/** Runs: a grid of settings goes in, named jobs come out. */
@NullMarked
package dev.lorafoundry.api.run;

import org.jspecify.annotations.NullMarked;
