package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.function.UnaryOperator;

/** Books in the previews what becomes of their rendering. */
final class PreviewListener implements WorkListener {
  private final Previews previews;
  private final LiveEvents live;

  PreviewListener(Previews previews, LiveEvents live) {
    this.previews = previews;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREVIEW;
  }

  @Override
  public void changed(WorkChanged change) {
    update(change.work(), preview -> preview.after(change));
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof PreviewEvent said) {
      keepPictures(said);
      update(said.work(), preview -> preview.after(said));
    }
  }

  private void keepPictures(PreviewEvent event) {
    if (event instanceof PreviewEvent.PictureRendered rendered) {
      previews.keep(rendered.preview(), rendered.epoch(), rendered.picture());
    } else if (event instanceof PreviewEvent.Finished finished) {
      finished
          .pictures()
          .forEach(picture -> previews.keep(finished.preview(), finished.epoch(), picture));
    }
  }

  private void update(WorkId work, UnaryOperator<Preview> change) {
    PreviewId id = new PreviewId(work.value());
    Preview preview = previews.find(id).orElseThrow(() -> PreviewNotFound.preview(id));
    Preview changed = change.apply(preview);
    if (!changed.equals(preview)) {
      previews.save(changed);
      live.changed(
          LiveTopic.PREVIEW, id.value(), preview.ticket().version(), preview.ticket().run());
    }
  }
}
