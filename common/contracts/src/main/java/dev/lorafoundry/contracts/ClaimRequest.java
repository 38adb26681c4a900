package dev.lorafoundry.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A worker asks for the lease of a piece of work that a message offered.
 *
 * @param claim the same whenever this claim is made again because its answer was lost; absent in
 *     what workers say that are older than it: theirs is granted once
 */
public record ClaimRequest(WorkerId worker, DispatchId dispatch, @Nullable ClaimId claim) {}
