/** The seam to Kafka: codec, share-group loop, outbox relay, dead letters. */
@NullMarked
package dev.lorafoundry.messaging;

import org.jspecify.annotations.NullMarked;
