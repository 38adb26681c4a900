package dev.lorafoundry.diffusion.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches how much memory this process has that no file stands behind: tensors and Java's heap,
 * without the pages of a mapped model. Memory that tensors leave must go back at once, or the next
 * training is measured with what the last one left: glibc does that if it is told to by {@link
 * #THRESHOLDS}. Java's heap must be touched from the start, or it grows meanwhile.
 */
final class PeakMemory implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final List<String> THRESHOLDS =
      List.of("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");
  private static final String TOUCHED = "-XX:+AlwaysPreTouch";
  private static final long EVERY_NANOS = 10_000_000;

  private final Thread watcher = new Thread(this::watch, "peak memory");
  private volatile long peak = now();
  private volatile boolean closed;

  private PeakMemory() {}

  static PeakMemory watching() {
    for (String threshold : THRESHOLDS) {
      if (System.getenv(threshold) == null) {
        throw new IllegalStateException(
            "set the environment variable " + threshold + " to 65536 for this measurement");
      }
    }
    if (!ManagementFactory.getRuntimeMXBean().getInputArguments().contains(TOUCHED)) {
      throw new IllegalStateException("start Java with -Xms as large as -Xmx and " + TOUCHED);
    }
    PeakMemory memory = new PeakMemory();
    memory.watcher.setDaemon(true);
    memory.watcher.start();
    return memory;
  }

  /** Bytes that are in use: buffers outside of Java's heap go when Java notices that they can. */
  static long settled() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      LockSupport.parkNanos(EVERY_NANOS);
    }
    return now();
  }

  /** Bytes at this moment. */
  private static long now() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(STATUS + " does not tell RssAnon"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Most bytes at any of the moments so far. */
  long bytes() {
    return peak;
  }

  private void watch() {
    while (!closed) {
      peak = Math.max(peak, now());
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
