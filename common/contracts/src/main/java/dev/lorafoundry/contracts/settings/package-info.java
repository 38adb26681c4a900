/** The settings of a training, a preparation and a preview: records with defaults and ranges. */
@NullMarked
package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.NullMarked;
