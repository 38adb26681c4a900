/** Presets over REST. */
@NullMarked
package dev.lorafoundry.api.preset.web;

import org.jspecify.annotations.NullMarked;
