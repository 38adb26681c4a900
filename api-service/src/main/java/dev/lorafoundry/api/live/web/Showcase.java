package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows which feature shows which subjects. */
@Component
final class Showcase {
  private final Map<LiveTopic, LiveSource> sources = new EnumMap<>(LiveTopic.class);

  Showcase(List<LiveSource> sources) {
    sources.forEach(source -> this.sources.put(source.topic(), source));
  }

  /** The subject of an event as it is now; empty if it is gone. */
  Optional<Object> show(LiveEvent event) {
    LiveSource source = sources.get(event.topic());
    return source == null ? Optional.empty() : source.show(event.subject());
  }
}
