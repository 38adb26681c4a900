/** Duties: what the service does by itself, again and again. */
@NullMarked
package dev.lorafoundry.api.duty;

import org.jspecify.annotations.NullMarked;
