package dev.lorafoundry.api.checkpoint;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.live.InMemoryLiveLog;
import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class MarkCheckpointsTest {
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryMarks marks = new InMemoryMarks(checkpoints);
  private final InMemoryLiveLog live = new InMemoryLiveLog(() -> NOON);
  private final MarkCheckpoints marking =
      new MarkCheckpoints(
          checkpoints, marks, live, TransactionOperations.withoutTransaction(), () -> NOON);

  @Test
  void marksACheckpointForAllWhoLookAtItsVersion() {
    Checkpoint checkpoint =
        CheckpointExample.checkpoint(JobExample.job(RunId.random(), VersionId.random(), "a"), 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();

    Optional<Mark> mark = marking.mark(checkpoint.id(), new MarkChange(true, "  sharp \n", null));

    assertThat(mark).contains(new Mark(true, "sharp", 1));
    assertThat(marking.find(checkpoint.id())).isEqualTo(new Mark(true, "sharp", 1));
    live.sequence();
    assertThat(live.after(0, new LiveFilter(checkpoint.version(), null), 9))
        .extracting(LiveEvent::topic, LiveEvent::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(LiveTopic.CHECKPOINT, checkpoint.id().value()));
  }

  @Test
  void knowsNoOtherCheckpoints() {
    CheckpointId nobody = CheckpointId.random();

    assertThatThrownBy(() -> marking.mark(nobody, new MarkChange(true, null, null)))
        .isInstanceOf(CheckpointNotFound.class);
    assertThatThrownBy(() -> marking.find(nobody)).isInstanceOf(CheckpointNotFound.class);
  }

  @Test
  void refusesNotesThatAreTooLongOrCanNotBeSeen() {
    assertThat(new MarkChange(null, "🦊".repeat(500), null).note()).hasSize(1000);
    assertThatThrownBy(() -> new MarkChange(null, "🦊".repeat(501), null))
        .isInstanceOf(MarkRefused.class)
        .hasMessage("The note has 501 characters, at most 500 are allowed: make it shorter.");
    assertThatThrownBy(() -> new MarkChange(null, "a\0b", null))
        .isInstanceOf(MarkRefused.class)
        .hasMessageContaining("control characters");
    assertThat(new MarkChange(null, "one\ntwo", null).note()).isEqualTo("one\ntwo");
  }
}
