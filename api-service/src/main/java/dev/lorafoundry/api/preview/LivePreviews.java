package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.PreviewId;
import java.util.Optional;
import java.util.UUID;

/** Shows previews to live pages. */
final class LivePreviews implements LiveSource {
  private final Previews previews;

  LivePreviews(Previews previews) {
    this.previews = previews;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.PREVIEW;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    PreviewId id = new PreviewId(subject);
    return previews.find(id).map(preview -> PreviewView.of(preview, previews.pictures(id)));
  }
}
