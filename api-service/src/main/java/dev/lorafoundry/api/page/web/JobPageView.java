package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job with everything that is known of it.
 *
 * @param failure why it failed; absent: it has not
 * @param every steps that each point of its chart is the mean of, as far as is known
 * @param seen position of the newest event before this was read
 */
record JobPageView(
    String id,
    String version,
    String run,
    long seen,
    String name,
    List<Crumb> crumbs,
    JobView job,
    @Nullable FailureView failure,
    List<CheckpointView> checkpoints,
    long every,
    JobSettings settings) {
  JobPageView {
    crumbs = List.copyOf(crumbs);
    checkpoints = List.copyOf(checkpoints);
  }
}
