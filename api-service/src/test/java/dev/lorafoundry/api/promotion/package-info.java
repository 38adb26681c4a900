@NullMarked
package dev.lorafoundry.api.promotion;

import org.jspecify.annotations.NullMarked;
