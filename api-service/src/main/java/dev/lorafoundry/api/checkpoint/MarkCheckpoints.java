package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.CheckpointId;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/** Stars checkpoints and notes what people think of them, for everybody to see at once. */
public final class MarkCheckpoints {
  private final Checkpoints checkpoints;
  private final Marks marks;
  private final LiveEvents live;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  MarkCheckpoints(
      Checkpoints checkpoints,
      Marks marks,
      LiveEvents live,
      TransactionOperations transactions,
      InstantSource clock) {
    this.checkpoints = checkpoints;
    this.marks = marks;
    this.live = live;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @throws CheckpointNotFound if there is no such checkpoint
   */
  public Mark find(CheckpointId id) {
    return marks.of(existing(id).id());
  }

  /**
   * @return empty, and nothing has changed, if the note is another one than was seen
   * @throws CheckpointNotFound if there is no such checkpoint
   */
  public Optional<Mark> mark(CheckpointId id, MarkChange change) {
    return transactions.execute(
        status -> {
          Checkpoint checkpoint = existing(id);
          Optional<Mark> mark = marks.change(id, change, clock.instant());
          if (mark.isPresent()) {
            live.changed(LiveTopic.CHECKPOINT, id.value(), checkpoint.version(), checkpoint.run());
          }
          return mark;
        });
  }

  private Checkpoint existing(CheckpointId id) {
    return checkpoints.find(id).orElseThrow(() -> new CheckpointNotFound(id));
  }
}
