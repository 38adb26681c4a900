@NullMarked
package dev.lorafoundry.api.setting;

import org.jspecify.annotations.NullMarked;
