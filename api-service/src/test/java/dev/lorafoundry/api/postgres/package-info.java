@NullMarked
package dev.lorafoundry.api.postgres;

import org.jspecify.annotations.NullMarked;
