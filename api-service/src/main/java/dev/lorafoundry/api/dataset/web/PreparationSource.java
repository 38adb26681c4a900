package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.PreparationId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What open pages see of a preparation that changed. */
@Component
final class PreparationSource implements LiveSource {
  private final Preparations preparations;

  PreparationSource(Preparations preparations) {
    this.preparations = preparations;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.PREPARATION;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return preparations.find(new PreparationId(subject)).map(PreparationAnswer::of);
  }
}
