/** What trainings save so that they can go on later, and when that is no longer needed. */
@NullMarked
package dev.lorafoundry.api.state;

import org.jspecify.annotations.NullMarked;
