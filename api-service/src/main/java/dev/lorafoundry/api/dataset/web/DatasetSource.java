package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What open pages hear of a dataset whose pictures, captions or concepts changed. */
@Component
final class DatasetSource implements LiveSource {
  private final Pictures pictures;

  DatasetSource(Pictures pictures) {
    this.pictures = pictures;
  }

  /**
   * A dataset, as an event tells of it.
   *
   * @param pictures how many it has
   */
  record DatasetAnswer(UUID version, int pictures) {}

  @Override
  public LiveTopic topic() {
    return LiveTopic.DATASET;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return Optional.of(new DatasetAnswer(subject, pictures.count(new VersionId(subject))));
  }
}
