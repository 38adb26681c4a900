/** The settings that people may give: what there is, what is allowed, what it means. */
@NullMarked
package dev.lorafoundry.api.setting;

import org.jspecify.annotations.NullMarked;
