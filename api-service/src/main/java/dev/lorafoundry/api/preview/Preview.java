package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A grid of pictures rendered, or to be rendered, from one checkpoint. */
public record Preview(Ticket ticket, Standing standing, Rendering rendering) {

  /**
   * What never changes of a preview.
   *
   * @param settings seeds are final
   */
  public record Ticket(
      PreviewId id,
      CheckpointId checkpoint,
      JobId job,
      RunId run,
      VersionId version,
      PreviewSettings settings,
      Instant createdAt) {}

  /**
   * How a preview stands in the queue.
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

  /** A preview that was just asked for. */
  static Preview asked(PreviewId id, Checkpoint checkpoint, PreviewSettings settings, Instant now) {
    Ticket ticket =
        new Ticket(
            id,
            checkpoint.id(),
            checkpoint.job(),
            checkpoint.run(),
            checkpoint.version(),
            settings,
            now);
    return new Preview(
        ticket, Standing.QUEUED, Rendering.none(Math.toIntExact(settings.pictures())));
  }

  public PreviewId id() {
    return ticket.id();
  }

  public WorkId work() {
    return WorkId.of(ticket.id());
  }

  Preview after(WorkChanged change) {
    return new Preview(ticket, standing.after(change), rendering);
  }

  /** What the newest attempt says; an older one's last words change nothing. */
  Preview after(PreviewEvent event) {
    return event.epoch().value() == standing.attempts()
        ? new Preview(ticket, standing, rendering.after(event))
        : this;
  }
}
