/**
 * A worker's side of the way of a job: offers come from a share group, the lease comes from the
 * API, heartbeats keep it, events tell of the work.
 */
@NullMarked
package dev.lorafoundry.messaging.work;

import org.jspecify.annotations.NullMarked;
