package dev.lorafoundry.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the parts of the system in the reverse order of their start, once, whoever asks: the end of
 * the program or a signal. One that comes while parts are starting waits for them, since what
 * starts can't be ended yet and must not be left behind.
 */
final class Ending implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  /** Longer than any part may take to start. */
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final Deque<Part> parts = new ArrayDeque<>();
  private int starting;
  private volatile boolean ended;

  private record Part(String name, AutoCloseable part) {}

  Ending() {}

  /** One that also happens when the process is asked to end (SIGTERM, Ctrl-C). */
  static Ending alsoOnSignal() {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::close, "ending"));
    return ending;
  }

  /**
   * Starts a part, which is ended with the system.
   *
   * @throws IllegalStateException if the end has begun
   */
  <T extends AutoCloseable> T start(String name, Supplier<T> start) {
    beginStart(name);
    @Nullable T started = null;
    try {
      started = start.get();
      return started;
    } finally {
      endStart(name, started);
    }
  }

  private synchronized void beginStart(String name) {
    if (ended) {
      throw new IllegalStateException(name + " is not started: the system ends");
    }
    starting++;
  }

  private synchronized void endStart(String name, @Nullable AutoCloseable started) {
    starting--;
    if (started != null) {
      parts.push(new Part(name, started));
    }
    notifyAll();
  }

  /** Whether the end has begun. */
  boolean isUnderWay() {
    return ended;
  }

  @Override
  public synchronized void close() {
    ended = true;
    awaitStarts();
    while (!parts.isEmpty()) {
      end(parts.pop());
    }
  }

  private void awaitStarts() {
    Instant end = Instant.now().plus(LONGEST_START);
    try {
      while (starting > 0 && Instant.now().isBefore(end)) {
        log.info("Waiting for {} parts to have started before they are ended", starting);
        wait(LONGEST_START.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Part part) {
    log.info("Ending {}", part.name);
    try {
      part.part.close();
    } catch (Exception e) {
      log.warn("{} did not end well", part.name, e);
    }
  }
}
