/** Jobs: one combination of a run each, with progress, metrics and log. */
@NullMarked
package dev.lorafoundry.api.job;

import org.jspecify.annotations.NullMarked;
