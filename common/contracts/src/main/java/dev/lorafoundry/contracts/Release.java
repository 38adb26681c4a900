package dev.lorafoundry.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A worker gives the work back before it is done.
 *
 * @param reason one sentence for people
 * @param resumeFrom the state that was saved for this release, if any
 */
public record Release(
    WorkerId worker, LeaseEpoch epoch, String reason, Lease.@Nullable ResumePoint resumeFrom) {}
