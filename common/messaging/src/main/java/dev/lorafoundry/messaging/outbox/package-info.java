/** Messages that are stored with the change they tell of, and sent afterwards. */
@NullMarked
package dev.lorafoundry.messaging.outbox;

import org.jspecify.annotations.NullMarked;
