/**
 * The queue of all work: which states it goes through, whose turn it is, who holds the lease.
 *
 * <p>Other features submit work, listen to it through {@link WorkListener} and never see Kafka.
 */
@NullMarked
package dev.lorafoundry.api.queue;

import org.jspecify.annotations.NullMarked;
