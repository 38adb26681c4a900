package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Knows which feature shows which subjects. */
@Component
final class Showcase {
  private final Map<LiveTopic, LiveSource> sources = new EnumMap<>(LiveTopic.class);

  Showcase(List<LiveSource> sources) {
    sources.forEach(source -> this.sources.put(source.topic(), source));
  }

  /** Reads and shows everything once, for however many pages. */
  Round round() {
    return new Round();
  }

  /** What is shown to all pages at the same time. */
  final class Round {
    private final Map<Subject, Optional<Object>> shown = new ConcurrentHashMap<>();
    private final Map<Reading, List<LiveEvent>> read = new ConcurrentHashMap<>();

    /**
     * Events after a position up to the newest of the round, which pages that are there and want
     * the same read once.
     */
    List<LiveEvent> events(long position, LiveFilter filter, Supplier<List<LiveEvent>> reading) {
      return read.computeIfAbsent(new Reading(position, filter), any -> reading.get());
    }

    /** The subject of an event as it is now; empty if it is gone. */
    Optional<Object> show(LiveEvent event) {
      return shown.computeIfAbsent(
          new Subject(event.topic(), event.subject()), Showcase.this::show);
    }
  }

  private record Reading(long position, LiveFilter filter) {}

  private record Subject(LiveTopic topic, UUID id) {}

  private Optional<Object> show(Subject subject) {
    LiveSource source = sources.get(subject.topic());
    return source == null ? Optional.empty() : source.show(subject.id());
  }
}
