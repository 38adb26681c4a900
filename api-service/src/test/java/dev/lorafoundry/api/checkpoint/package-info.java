@NullMarked
package dev.lorafoundry.api.checkpoint;

import org.jspecify.annotations.NullMarked;
