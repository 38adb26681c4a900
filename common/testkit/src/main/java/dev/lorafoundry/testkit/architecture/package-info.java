/** The architecture's rules, one class for each kind. */
@NullMarked
package dev.lorafoundry.testkit.architecture;

import org.jspecify.annotations.NullMarked;
