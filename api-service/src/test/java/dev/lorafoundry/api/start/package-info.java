@NullMarked
package dev.lorafoundry.api.start;

import org.jspecify.annotations.NullMarked;
