package dev.lorafoundry.api.preview;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PreviewCancellationTest {
  private final InMemoryPreviews previews = new InMemoryPreviews();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final WorkQueue queue =
      QueueInMemory.queue(new PreviewListener(previews, (topic, subject, version, run) -> {}));
  private final PreviewDesk desk = new PreviewDesk(previews, checkpoints, jobs, queue, () -> NOON);
  private final PreviewCancellation cancellation =
      new PreviewCancellation(previews, checkpoints, queue);

  @Test
  void endsAPreviewThatWaits() {
    Preview preview = asked(aCheckpoint());

    Preview cancelled = cancellation.cancel(preview.id(), "Not wanted.");

    assertThat(cancelled.standing().state()).isEqualTo(WorkState.CANCELLED);
    assertThat(cancelled.standing().reason()).isEqualTo("Not wanted.");
  }

  @Test
  void refusesWhatHasEnded() {
    Preview preview = asked(aCheckpoint());
    cancellation.cancel(preview.id(), "Not wanted.");

    assertThatThrownBy(() -> cancellation.cancel(preview.id(), "Again."))
        .isInstanceOf(TransitionRefused.class)
        .hasMessageContaining("it is cancelled");
  }

  @Test
  void refusesWhatIsUnknown() {
    PreviewId unknown = PreviewId.random();

    assertThatThrownBy(() -> cancellation.cancel(unknown, "Not wanted."))
        .isInstanceOf(PreviewNotFound.class)
        .hasMessageContaining(unknown.toString());
  }

  @Test
  void endsWhatIsOpenOfACancelledJob() {
    Checkpoint checkpoint = aCheckpoint();
    Preview first = asked(checkpoint);
    Preview second = asked(checkpoint);
    Preview other = asked(aCheckpoint());
    cancellation.cancel(first.id(), "Not wanted.");

    cancellation.cancelled(checkpoint.job());

    assertThat(reason(first)).isEqualTo("Not wanted.");
    assertThat(reason(second)).isEqualTo("Its job was cancelled.");
    assertThat(previews.openOfJob(other.ticket().job())).containsExactly(other.id());
  }

  @Test
  void leavesPreviewsOfWhatWasMadeOfTheJobsLoras() {
    Checkpoint saved = aCheckpoint();
    Checkpoint made = CheckpointExample.made(LoraTaskId.random(), saved);
    assertThat(checkpoints.add(made)).isTrue();
    Preview preview = asked(made);

    cancellation.cancelled(saved.job());

    assertThat(previews.openOfJob(saved.job())).containsExactly(preview.id());
  }

  private String reason(Preview preview) {
    return previews.find(preview.id()).orElseThrow().standing().reason();
  }

  private Preview asked(Checkpoint checkpoint) {
    return desk.ask(List.of(checkpoint), PreviewExample.SETTINGS).get(0);
  }

  private Checkpoint aCheckpoint() {
    Job job = JobExample.job(RunId.random(), VersionId.random(), "a");
    jobs.add(job);
    return CheckpointExample.checkpoint(job, 2);
  }
}
