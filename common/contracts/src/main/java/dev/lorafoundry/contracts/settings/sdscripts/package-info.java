/**
 * Arguments of sd-scripts, as people have them in their scripts and configuration files, translated
 * into settings.
 */
@NullMarked
package dev.lorafoundry.contracts.settings.sdscripts;

import org.jspecify.annotations.NullMarked;
