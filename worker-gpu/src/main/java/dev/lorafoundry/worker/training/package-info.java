/**
 * Training jobs: what a job needs is fetched, trained step by step under a lease, and saved to the
 * object store with the state to go on from.
 */
@NullMarked
package dev.lorafoundry.worker.training;

import org.jspecify.annotations.NullMarked;
