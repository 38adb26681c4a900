package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Knows which feature shows which subjects. */
@Component
final class Showcase {
  private final Map<LiveTopic, LiveSource> sources = new EnumMap<>(LiveTopic.class);

  Showcase(List<LiveSource> sources) {
    sources.forEach(source -> this.sources.put(source.topic(), source));
  }

  /** Shows each subject once, to however many pages. */
  Round round() {
    return new Round();
  }

  /** What is shown to all pages at the same time. */
  final class Round {
    private final Map<Subject, Optional<Object>> shown = new ConcurrentHashMap<>();

    /** The subject of an event as it is now; empty if it is gone. */
    Optional<Object> show(LiveEvent event) {
      return shown.computeIfAbsent(
          new Subject(event.topic(), event.subject()), Showcase.this::show);
    }
  }

  private record Subject(LiveTopic topic, UUID id) {}

  private Optional<Object> show(Subject subject) {
    LiveSource source = sources.get(subject.topic());
    return source == null ? Optional.empty() : source.show(subject.id());
  }
}
