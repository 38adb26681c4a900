/** Presets: settings that are known to go well together, for one purpose each. */
@NullMarked
package dev.lorafoundry.api.preset;

import org.jspecify.annotations.NullMarked;
