package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which checkpoints of a version are wanted.
 *
 * @param jobs that saved them, or the first of those that they were made of; absent: any
 * @param among these; absent: any
 */
public record CheckpointFilter(@Nullable Set<JobId> jobs, @Nullable Set<CheckpointId> among) {
  /** Admits all. */
  public static final CheckpointFilter ANY = new CheckpointFilter(null, null);

  public CheckpointFilter {
    jobs = jobs == null ? null : Set.copyOf(jobs);
    among = among == null ? null : Set.copyOf(among);
  }

  /** Whether a checkpoint of the version is wanted. */
  public boolean admits(Checkpoint checkpoint) {
    return (jobs == null || jobs.contains(checkpoint.job()))
        && (among == null || among.contains(checkpoint.id()));
  }
}
