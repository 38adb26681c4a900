package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.live.LiveSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages of this replica: sends them what is new, and signs of life. */
@Component
final class LiveConnections implements Duty, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LiveConnections.class);

  private static final int READERS = 4;

  private final LiveLog events;
  private final Showcase showcase;
  private final LiveSettings settings;
  private final InstantSource clock;
  private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
  private final Semaphore places;
  private final Semaphore readers = new Semaphore(READERS);
  private volatile @Nullable Senders senders;

  LiveConnections(
      LiveLog events,
      Showcase showcase,
      LiveSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    this.events = events;
    this.showcase = showcase;
    this.settings = settings;
    this.places = new Semaphore(settings.maxConnections());
    this.clock = clock;
    Gauge.builder("lora.foundry.live.connections", open, Set::size)
        .description("Open live pages.")
        .register(meters);
  }

  /**
   * Opens a connection.
   *
   * @param lastSeen position of the newest event that the page knows; absent: none
   * @param stillIn whether who opened it would still be let in
   * @throws TooManyConnections if there are as many as allowed
   */
  SseEmitter connect(LiveFilter filter, @Nullable Long lastSeen, BooleanSupplier stillIn)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new TooManyConnections(settings.maxConnections());
    }
    try {
      return opened(filter, lastSeen, stillIn);
    } catch (IOException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private SseEmitter opened(LiveFilter filter, @Nullable Long lastSeen, BooleanSupplier stillIn)
      throws IOException {
    SseEmitter emitter = new SseEmitter(settings.connectionLife().toMillis());
    LiveConnection connection =
        new LiveConnection(emitter, filter, events, readers, stillIn, clock.instant());
    emitter.onCompletion(() -> leave(connection));
    emitter.onTimeout(emitter::complete);
    emitter.onError(problem -> leave(connection));
    begin(connection, lastSeen);
    open.add(connection);
    return emitter;
  }

  /** A connection may end in several ways at once, and has one place to give back. */
  private void leave(LiveConnection connection) {
    if (open.remove(connection)) {
      places.release();
    }
  }

  private void begin(LiveConnection connection, @Nullable Long lastSeen) throws IOException {
    long newest = events.newest();
    if (lastSeen == null) {
      connection.begin(newest);
    } else if (lastSeen > newest || lastSeen < events.oldest() - 1) {
      connection.beginAnew(newest);
    } else {
      connection.begin(lastSeen);
    }
  }

  @Override
  public Duration every() {
    return settings.sendEvery();
  }

  @Override
  public void perform() {
    Senders ready = senders;
    if (open.isEmpty() || ready == null) {
      return;
    }
    ready.adapt();
    events.sequence(); // why: what happened since the last look goes out with this one
    long newest = events.newest();
    Instant now = clock.instant();
    Showcase.Round round = showcase.round();
    for (LiveConnection connection : open) {
      if (connection.takeTurn(newest, now, settings.heartbeat())) {
        ready.execute(() -> catchUp(connection, newest, round, now));
      }
    }
  }

  private void catchUp(LiveConnection connection, long newest, Showcase.Round round, Instant now) {
    try {
      connection.catchUp(newest, round, now, settings.heartbeat());
    } catch (IOException | IllegalStateException e) {
      leave(connection);
      log.debug("A live page has gone: {}", e.getMessage());
    } catch (RuntimeException e) {
      leave(connection);
      log.error("A live page could not be served", e);
      connection.emitter().completeWithError(e);
    }
  }

  @Override
  public void start() {
    senders = new Senders(settings.maxConnections());
  }

  /** Ends all connections, before the server waits for requests that are under way. */
  @Override
  public void stop() {
    Senders running = senders;
    senders = null;
    if (running != null) {
      running.stop();
    }
    open.forEach(connection -> connection.emitter().complete());
  }

  @Override
  public boolean isRunning() {
    return senders != null;
  }
}
