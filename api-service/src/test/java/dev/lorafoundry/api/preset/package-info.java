@NullMarked
package dev.lorafoundry.api.preset;

import org.jspecify.annotations.NullMarked;
