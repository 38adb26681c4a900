package dev.lorafoundry.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanedPostgresTest {
  @TempDir Path data;

  @Test
  void recognisesAServerWhoseProgramWasRemoved() {
    assertThat(OrphanedPostgres.isPostgres("/x/bin/postgres")).isTrue();
    assertThat(OrphanedPostgres.isPostgres("/x/bin/postgres (deleted)")).isTrue();
    assertThat(OrphanedPostgres.isPostgres("/usr/bin/java")).isFalse();
  }

  @Test
  void leavesAnotherProcessOfTheSameNumberAlone() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

    OrphanedPostgres.endIn(data);

    assertThat(pidFile).doesNotExist();
  }

  @Test
  void forgetsAProcessThatIsGone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path pidFile = Files.writeString(data.resolve("postmaster.pid"), ended.pid() + "\n");

    OrphanedPostgres.endIn(data);

    assertThat(pidFile).doesNotExist();
  }

  @Test
  void knowsAProcessThatNobodyBuried() throws IOException {
    Path stat = data.resolve("stat");

    assertThat(OrphanedPostgres.isZombie(Files.writeString(stat, "7 (post) gres) Z 1 7"))).isTrue();
    assertThat(OrphanedPostgres.isZombie(Files.writeString(stat, "7 (postgres) S 1 7"))).isFalse();
    assertThat(OrphanedPostgres.isZombie(data.resolve("none"))).isFalse();
  }
}
