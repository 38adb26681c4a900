/** What is checked before the service starts. */
@NullMarked
package dev.lorafoundry.api.start;

import org.jspecify.annotations.NullMarked;
