package dev.lorafoundry.standalone.demo;

import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.Preview;
import dev.lorafoundry.standalone.client.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one job is: its training, and the previews of its checkpoints.
 *
 * @param previews by checkpoint, in the order of the training
 */
record JobProgress(Job job, Map<Checkpoint, List<Preview>> previews) {
  Set<Checkpoint> checkpoints() {
    return previews.keySet();
  }

  List<Preview> allPreviews() {
    return previews.values().stream().flatMap(List::stream).toList();
  }

  /**
   * Whether the job and its previews have ended. A checkpoint comes with its preview; one that was
   * saved while the job was cancelled has none, and will never have one.
   */
  boolean ended() {
    return job.state().ended() && allPreviews().stream().allMatch(one -> one.state().ended());
  }

  /** Why the job or one of its previews did not end well; absent if they did. */
  @Nullable String complaint() {
    if (job.state() != State.DONE) {
      return "the training is " + job.state() + ": " + job.reason();
    }
    if (previews.values().stream().anyMatch(List::isEmpty)) {
      return "a checkpoint has no preview: it was saved while the job was cancelled";
    }
    return allPreviews().stream()
        .filter(preview -> preview.state() != State.DONE)
        .map(preview -> "a preview is " + preview.state() + ": " + preview.reason())
        .findFirst()
        .orElse(null);
  }
}
