package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkKind;

/** Drops a surplus checkpoint when the last preview that needed it has ended. */
final class DropAfterPreviews implements WorkListener {
  private final Previews previews;
  private final DropCheckpoints drop;

  DropAfterPreviews(Previews previews, DropCheckpoints drop) {
    this.previews = previews;
    this.drop = drop;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREVIEW;
  }

  @Override
  public void changed(WorkChanged change) {
    if (change.to().ended()) {
      previews
          .find(new PreviewId(change.work().value()))
          .map(Preview::ticket)
          .ifPresent(ticket -> drop.of(ticket.job()));
    }
  }
}
