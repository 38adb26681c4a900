package dev.lorafoundry.tensor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process's memory without Java's heap, which has to be fixed and touched for that. */
final class NativeMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private NativeMemory() {}

  static long kib() throws IOException {
    assumeTrue(Files.exists(STATUS), "the system does not say how much memory a process takes");
    assumeTrue(
        ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+AlwaysPreTouch"),
        "the heap grows as it is used: run with -Xms as -Xmx and -XX:+AlwaysPreTouch");
    System.gc(); // why: direct buffers are native memory, too
    long heap = Runtime.getRuntime().totalMemory() / 1024;
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(each -> each.startsWith("RssAnon:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) - heap;
  }
}
