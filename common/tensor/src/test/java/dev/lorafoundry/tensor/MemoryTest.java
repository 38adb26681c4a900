package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** A leak of a single tensor of the network in each step would come to 8 MiB or more. */
  private static final long MOST_KIB = 6 * 1024;

  @Test
  void aThousandStepsTakeNoMoreMemoryThanAHundred() throws IOException {
    assumeTrue(Files.exists(STATUS), "the system does not say how much memory a process takes");
    try (TensorRuntime runtime = TensorRuntime.cpu(1);
        SmallNetwork network = new SmallNetwork(runtime)) {
      float first = network.step();
      takeSteps(network, 300);
      long before = nativeKib();

      takeSteps(network, 1_000);

      assertThat(nativeKib() - before).as("growth in KiB").isLessThan(MOST_KIB);
      assertThat(network.step()).isLessThan(first);
    }
  }

  private static void takeSteps(SmallNetwork network, int count) {
    for (int i = 0; i < count; i++) {
      network.step();
    }
  }

  /** Resident memory without Java's heap, as far as that is touched. */
  private static long nativeKib() throws IOException {
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() / 1024;
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(each -> each.startsWith("RssAnon:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) - heap;
  }
}
