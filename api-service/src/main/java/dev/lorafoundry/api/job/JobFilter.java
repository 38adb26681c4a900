package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs somebody wants to see.
 *
 * @param version in this version only
 * @param run of this run only
 * @param owner of this person only
 * @param states in one of these states; empty: in any
 */
public record JobFilter(
    @Nullable VersionId version,
    @Nullable RunId run,
    @Nullable PersonId owner,
    Set<WorkState> states) {
  public JobFilter {
    states = Set.copyOf(states);
  }
}
