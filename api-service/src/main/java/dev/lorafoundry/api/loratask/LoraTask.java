package dev.lorafoundry.api.loratask;

import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskEvent.Ranks;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA that is made, or to be made, of others.
 *
 * @param result absent until it is done
 */
public record LoraTask(Ticket ticket, Standing standing, @Nullable Result result) {

  /**
   * What never changes of a task.
   *
   * @param name of the file, without extension
   * @param sources in the order in which they were named
   */
  public record Ticket(
      LoraTaskId id,
      VersionId version,
      String name,
      List<LoraTaskJob.Source> sources,
      LoraTaskSettings settings,
      Instant createdAt) {
    public Ticket {
      sources = List.copyOf(sources);
    }

    /** File name with extension. */
    String fileName() {
      return name + ".safetensors";
    }
  }

  /**
   * How a task stands in the queue.
   *
   * @param reason why it stands so, for people; may be empty
   */
  public record Standing(WorkState state, int attempts, String reason, @Nullable Instant endedAt) {
    static final Standing QUEUED = new Standing(WorkState.QUEUED, 0, "", null);

    Standing after(WorkChanged change) {
      return new Standing(
          change.to(), change.epoch(), change.reason(), change.to().ended() ? change.at() : null);
    }
  }

  /** What came of it. */
  public record Result(CheckpointId checkpoint, Ranks ranks) {}

  /** A task that was just asked for. */
  static LoraTask asked(Ticket ticket) {
    return new LoraTask(ticket, Standing.QUEUED, null);
  }

  public LoraTaskId id() {
    return ticket.id();
  }

  public WorkId work() {
    return WorkId.of(ticket.id());
  }

  LoraTask after(WorkChanged change) {
    return new LoraTask(ticket, standing.after(change), result);
  }

  LoraTask with(Result made) {
    return new LoraTask(ticket, standing, made);
  }
}
