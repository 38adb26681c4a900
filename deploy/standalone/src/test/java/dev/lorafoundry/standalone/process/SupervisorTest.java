package dev.lorafoundry.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
  private static final Backoff SOON =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMinutes(1));

  @TempDir Path folder;

  private final Queue<String> trouble = new ConcurrentLinkedQueue<>();

  @Test
  void startsAProgramAgainThatWasKilled() throws IOException {
    try (Supervisor supervisor = start("live", Duration.ofSeconds(10))) {
      ProcessHandle first = awaitProcess(0);
      first.destroyForcibly();

      ProcessHandle second = awaitProcess(1);
      assertThat(second.isAlive()).isTrue();
      assertThat(trouble).singleElement().asString().contains("tested ended with exit code 137");
      assertThat(supervisor.hopeless()).isEmpty();
    }
    assertThat(processes()).hasSize(2).noneMatch(SupervisorTest::isAlive);
  }

  @Test
  void keepsTryingAndSaysWhereTheLogIs() throws IOException {
    try (Supervisor supervisor = start("die", Duration.ofSeconds(10))) {
      await().until(() -> trouble.size() >= 2);
      await().until(() -> supervisor.hopeless().isPresent());
      assertThat(supervisor.hopeless()).hasValueSatisfying(this::saysAll);
    }
    assertThat(trouble).hasSizeGreaterThanOrEqualTo(5).allSatisfy(this::saysAll);
  }

  private void saysAll(String text) {
    assertThat(text).contains("exit code 3", "tested.log");
  }

  @Test
  void killsAProgramThatDoesNotEnd() throws IOException {
    ProcessHandle stubborn;
    try (Supervisor supervisor = start("ignore the end", Duration.ofMillis(300))) {
      stubborn = awaitProcess(0);
      stubborn.destroy();
      await().until(() -> log().contains("asked to end"));
      assertThat(stubborn.onExit())
          .as("it ignores being asked to end")
          .failsWithin(Duration.ofMillis(500))
          .withThrowableOfType(TimeoutException.class);
      assertThat(supervisor).isNotNull();
    }
    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void tellsSecretsByTheEnvironmentOnly() throws IOException {
    try (Supervisor supervisor = start("live", Duration.ofSeconds(10))) {
      ProcessHandle process = awaitProcess(0);
      await().until(() -> log().contains("told secret"));
      assertThat(process.info().commandLine().orElse("")).doesNotContain("secret");
      assertThat(supervisor).isNotNull();
    }
    assertThat(Behaviour.behaving("live", folder).toString()).doesNotContain("secret");
  }

  /** JVMs start slowly on a machine that is busy. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(2));
  }

  private Supervisor start(String behaviour, Duration grace) throws IOException {
    return Supervisor.start(
        List.of(Behaviour.behaving(behaviour, folder)), SOON, grace, trouble::add);
  }

  private ProcessHandle awaitProcess(int index) throws IOException {
    await().until(() -> processes().size() > index && log().endsWith("\n"));
    return ProcessHandle.of(processes().get(index)).orElseThrow();
  }

  private List<Long> processes() throws IOException {
    return log()
        .lines()
        .filter(line -> line.startsWith("pid "))
        .map(line -> Long.parseLong(line.substring(4)))
        .toList();
  }

  private String log() throws IOException {
    Path log = folder.resolve("tested.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
