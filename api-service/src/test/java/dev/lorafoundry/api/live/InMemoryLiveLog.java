package dev.lorafoundry.api.live;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Live events in memory; every change is committed at once. */
public final class InMemoryLiveLog implements LiveLog {
  private final InstantSource clock;
  private final List<Kept> fresh = new ArrayList<>();
  private final List<Kept> placed = new ArrayList<>();
  private long position;

  private record Kept(LiveEvent event, VersionId version, @Nullable RunId run, Instant at) {
    Kept at(long position) {
      return new Kept(new LiveEvent(position, event.topic(), event.subject()), version, run, at);
    }

    boolean matches(LiveFilter filter) {
      return (filter.version() == null || filter.version().equals(version))
          && (filter.run() == null || filter.run().equals(run));
    }
  }

  public InMemoryLiveLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void changed(
      LiveTopic topic, UUID subject, VersionId version, @Nullable RunId run) {
    LiveEvent event = new LiveEvent(0, topic, subject);
    fresh.removeIf(each -> each.event().equals(event));
    fresh.add(new Kept(event, version, run, clock.instant()));
  }

  @Override
  public synchronized void sequence() {
    for (Kept each : fresh) {
      position++;
      placed.add(each.at(position));
    }
    fresh.clear();
  }

  @Override
  public synchronized List<LiveEvent> between(long after, long last, LiveFilter filter, int limit) {
    return placed.stream()
        .filter(each -> each.event().position() > after && each.event().position() <= last)
        .filter(each -> each.matches(filter))
        .map(Kept::event)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long newest() {
    return position;
  }

  @Override
  public synchronized long oldest() {
    return placed.isEmpty() ? 0 : placed.get(0).event().position();
  }

  @Override
  public synchronized int forgetBefore(Instant time) {
    int before = placed.size() + fresh.size();
    fresh.removeIf(each -> each.at().isBefore(time));
    placed.removeIf(each -> each.at().isBefore(time) && each.event().position() < position);
    return before - placed.size() - fresh.size();
  }
}
