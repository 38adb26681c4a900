@NullMarked
package dev.lorafoundry.api.queue;

import org.jspecify.annotations.NullMarked;
