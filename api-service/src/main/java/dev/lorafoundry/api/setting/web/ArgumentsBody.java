package dev.lorafoundry.api.setting.web;

import org.jspecify.annotations.Nullable;

/**
 * Arguments of sd-scripts as they come in.
 *
 * @param arguments options as on a command line
 * @param argumentsToml a configuration file, or one that describes a dataset
 */
record ArgumentsBody(@Nullable String arguments, @Nullable String argumentsToml) {}
