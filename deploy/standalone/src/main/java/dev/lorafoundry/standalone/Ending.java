package dev.lorafoundry.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the parts of the system in the reverse order of their start, once, whoever asks: the end of
 * the program or a signal, also one that comes while parts are still starting.
 */
final class Ending implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private volatile boolean ended;

  private record Part(String name, AutoCloseable part) {}

  Ending() {}

  /** One that also happens when the process is asked to end (SIGTERM, Ctrl-C). */
  static Ending alsoOnSignal() {
    Ending ending = new Ending();
    Runtime.getRuntime().addShutdownHook(new Thread(ending::close, "ending"));
    return ending;
  }

  /** Notes a part that has started. */
  synchronized <T extends AutoCloseable> T add(String name, T started) {
    Part part = new Part(name, started);
    if (ended) {
      end(part);
      throw new IllegalStateException(name + " started after the end of the system");
    }
    parts.push(part);
    return started;
  }

  /** Whether the end has begun. */
  boolean isUnderWay() {
    return ended;
  }

  @Override
  public synchronized void close() {
    ended = true;
    while (!parts.isEmpty()) {
      end(parts.pop());
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
