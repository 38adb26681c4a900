/** The running service, for tests of its REST API. */
@NullMarked
package dev.lorafoundry.api.testing;

import org.jspecify.annotations.NullMarked;
