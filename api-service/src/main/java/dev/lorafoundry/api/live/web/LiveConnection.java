package dev.lorafoundry.api.live.web;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open page: follows the log from its own position. Events of one subject that have come
 * together are sent as one, which shows the subject as it is now.
 */
final class LiveConnection {
  private static final int READ_AT_ONCE = 500;

  private final SseEmitter emitter;
  private final LiveFilter filter;
  private final LiveLog log;
  private final Semaphore readers;
  private final BooleanSupplier stillIn;
  private final AtomicBoolean busy = new AtomicBoolean();

  private volatile long position;
  private volatile Instant lastSent;
  private volatile Instant lastAsked;

  /**
   * @param readers how many connections may read at once
   * @param stillIn whether who opened it would still be let in: asked with each sign of life
   */
  LiveConnection(
      SseEmitter emitter,
      LiveFilter filter,
      LiveLog log,
      Semaphore readers,
      BooleanSupplier stillIn,
      Instant now) {
    this.emitter = emitter;
    this.filter = filter;
    this.log = log;
    this.readers = readers;
    this.stillIn = stillIn;
    this.lastSent = now;
    this.lastAsked = now;
  }

  SseEmitter emitter() {
    return emitter;
  }

  /** Starts behind this position. */
  void begin(long at) throws IOException {
    position = at;
    emitter.send(SseEmitter.event().id(Long.toString(at)).comment("connected"));
  }

  /** Starts at the newest event, because those that the page has missed are gone. */
  void beginAnew(long at) throws IOException {
    position = at;
    emitter.send(
        SseEmitter.event()
            .id(Long.toString(at))
            .name("reset")
            .data("{\"reason\":\"Events were missed: load again what you show.\"}"));
  }

  /** Takes the right to send; false while another thread has it, or if there is nothing to do. */
  boolean takeTurn(long newest, Instant now, Duration heartbeat) {
    boolean due = position < newest || lastSent.plus(heartbeat).isBefore(now);
    return due && busy.compareAndSet(false, true);
  }

  /** Sends everything up to a position; to be called by who has taken the turn. */
  void catchUp(long newest, Showcase.Round round, Instant now, Duration heartbeat)
      throws IOException {
    try {
      if (isShut(now, heartbeat)) {
        emitter.complete();
        return;
      }
      while (position < newest) {
        Batch batch = read(newest, round);
        for (SseEventBuilder event : batch.events()) {
          emitter.send(event);
          lastSent = now;
        }
        position = batch.end();
      }
      if (lastSent.plus(heartbeat).isBefore(now)) {
        emitter.send(SseEmitter.event().id(Long.toString(position)).comment("still here"));
        lastSent = now;
      }
    } finally {
      busy.set(false);
    }
  }

  /** why: a page may stay open for longer than its reader is of the team */
  private boolean isShut(Instant now, Duration heartbeat) {
    if (!lastAsked.plus(heartbeat).isBefore(now)) {
      return false;
    }
    lastAsked = now;
    return !stillIn.getAsBoolean();
  }

  /** Events that are ready to be sent, and the position behind them. */
  private record Batch(List<SseEventBuilder> events, long end) {}

  /**
   * why: only so many read at once, since there are fewer connections to the database than pages;
   * and nothing newer, which this round may show as it was before it happened
   */
  private Batch read(long newest, Showcase.Round round) {
    readers.acquireUninterruptibly();
    try {
      List<LiveEvent> events =
          round.events(position, filter, () -> log.between(position, newest, filter, READ_AT_ONCE));
      long end = events.size() < READ_AT_ONCE ? newest : events.get(READ_AT_ONCE - 1).position();
      return new Batch(written(events, round), end);
    } finally {
      readers.release();
    }
  }

  private static List<SseEventBuilder> written(List<LiveEvent> events, Showcase.Round round) {
    Map<UUID, LiveEvent> newestOfEach = new LinkedHashMap<>();
    for (LiveEvent event : events) {
      newestOfEach.remove(event.subject());
      newestOfEach.put(event.subject(), event);
    }
    return newestOfEach.values().stream()
        .flatMap(event -> round.show(event).map(shown -> written(event, shown)).stream())
        .toList();
  }

  private static SseEventBuilder written(LiveEvent event, Object shown) {
    return SseEmitter.event()
        .id(Long.toString(event.position()))
        .name(event.topic().label())
        .data(shown, MediaType.APPLICATION_JSON);
  }
}
