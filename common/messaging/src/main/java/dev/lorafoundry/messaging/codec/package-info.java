/** How messages and events are written: JSON in UTF-8, unknown fields passed by. */
@NullMarked
package dev.lorafoundry.messaging.codec;

import org.jspecify.annotations.NullMarked;
