/** Computations described in Java, compiled once, run natively. */
@NullMarked
package dev.lorafoundry.tensor;

import org.jspecify.annotations.NullMarked;
