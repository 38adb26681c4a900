package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkNotFound;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Ends jobs by request, and then what follows them. Each piece of work by itself: one transaction
 * over many would lock them in another order than the dispatcher does.
 */
public final class JobCancellation {
  private final WorkQueue queue;
  private final Supplier<Stream<JobFollower>> followers;

  JobCancellation(WorkQueue queue, Supplier<Stream<JobFollower>> followers) {
    this.queue = queue;
    this.followers = followers;
  }

  /**
   * Ends a job; a training under way stops at its next step.
   *
   * @throws WorkNotFound if there is no such job
   * @throws TransitionRefused if it has ended or is being cancelled
   */
  public void cancel(JobId job, String reason) {
    var unused = queue.cancel(WorkId.of(job), reason);
    tellFollowers(job);
  }

  /** Ends a job unless it has ended or is being cancelled, and in any case what follows it. */
  public void cancelWhatIsLeft(JobId job, String reason) {
    var unused = queue.cancelIfOpen(WorkId.of(job), reason);
    tellFollowers(job);
  }

  private void tellFollowers(JobId job) {
    followers.get().forEach(follower -> follower.cancelled(job));
  }
}
