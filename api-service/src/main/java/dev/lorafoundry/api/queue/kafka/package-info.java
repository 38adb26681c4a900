/** What workers say through Kafka comes in here. */
@NullMarked
package dev.lorafoundry.api.queue.kafka;

import org.jspecify.annotations.NullMarked;
