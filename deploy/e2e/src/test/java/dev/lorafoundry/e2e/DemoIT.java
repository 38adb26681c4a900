package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a newcomer sees: the first command of the README. */
final class DemoIT {
  private static final long MEBIBYTE = 1 << 20;

  private static Foundry foundry;

  @BeforeAll
  static void playTheDemo() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void endsWell() {
    assertThat(foundry.demoOutput()).contains("version v1", "final loss", "100 %");
    assertThat(foundry.demoExit()).as(foundry.demoOutput()).isZero();
  }

  @Test
  void leavesAResultForEveryCombination() {
    Set<String> names = new HashSet<>();
    for (JsonNode job : foundry.demoResult().get("jobs")) {
      names.add(job.get("name").asString());
      assertThat(job.get("state").asString()).isEqualTo("done");
      assertThat(job.get("finalLoss").asDouble()).isBetween(0.0, 1.0);
      assertThat(job.get("checkpoints")).hasSizeGreaterThan(1);
      assertThat(job.get("grids")).hasSameSizeAs(job.get("checkpoints"));
    }
    assertThat(names)
        .hasSize(4)
        .anyMatch(name -> name.contains("op-Lion"))
        .anyMatch(name -> name.contains("op-AdamW"));
  }

  @Test
  void saysHowLongItTook() {
    assertThat(foundry.demoResult().get("seconds").asDouble()).isPositive();
  }

  @Test
  void leavesCheckpointsAndGridsAsFiles() throws IOException {
    for (JsonNode job : foundry.demoResult().get("jobs")) {
      for (JsonNode checkpoint : job.get("checkpoints")) {
        assertThat(Path.of(checkpoint.asString())).isNotEmptyFile();
      }
      for (JsonNode grid : job.get("grids")) {
        assertThat(ImageIO.read(Path.of(grid.asString()).toFile()).getWidth()).isGreaterThan(128);
      }
    }
  }

  @Test
  void needsLessThan6GibibytesForAllProcesses() {
    assertThat(foundry.demoFamily().peakBytes()).isBetween(200 * MEBIBYTE, 6 * 1024 * MEBIBYTE);
  }

  @Test
  void leavesNoProcessBehind() {
    assertThat(foundry.demoFamily().seen()).hasSizeGreaterThan(3);
    await()
        .atMost(FoundryProcess.END_LIMIT)
        .until(() -> foundry.demoFamily().seen().stream().noneMatch(ProcessHandle::isAlive));
  }
}
