/** The whole system, seen from outside. */
@NullMarked
package dev.lorafoundry.e2e;

import org.jspecify.annotations.NullMarked;
