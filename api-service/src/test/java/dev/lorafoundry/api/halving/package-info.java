@NullMarked
package dev.lorafoundry.api.halving;

import org.jspecify.annotations.NullMarked;
