@NullMarked
package dev.lorafoundry.api.retention;

import org.jspecify.annotations.NullMarked;
