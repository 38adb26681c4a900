@NullMarked
package dev.lorafoundry.api.duty;

import org.jspecify.annotations.NullMarked;
