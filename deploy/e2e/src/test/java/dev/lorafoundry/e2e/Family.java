package dev.lorafoundry.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Notes every process that a system starts while it lives, and the memory of all together. */
final class Family implements AutoCloseable {
  private static final long KIBIBYTE = 1024;

  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile long peakBytes;

  private Family() {}

  static Family watch(FoundryProcess process) {
    Family family = new Family();
    var unused =
        family.timer.scheduleWithFixedDelay(
            () -> family.look(process.family()), 0, 1, TimeUnit.SECONDS);
    return family;
  }

  List<ProcessHandle> seen() {
    return List.copyOf(seen);
  }

  /** Most memory that all had at one time; what they share counts once. */
  long peakBytes() {
    return peakBytes;
  }

  private void look(List<ProcessHandle> family) {
    seen.addAll(family);
    peakBytes = Math.max(peakBytes, family.stream().mapToLong(Family::bytes).sum());
  }

  private static long bytes(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup")).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
          .sum();
    } catch (IOException e) {
      return 0; // it has ended since
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
