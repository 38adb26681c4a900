package dev.lorafoundry.messaging.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ParentProcessTest {

  @Test
  void takesItsChildAlong() throws Exception {
    Process parent = start(ProcessHandle.current().pid());
    Process child = start(parent.pid());
    assertThat(child.isAlive()).isTrue();

    parent.destroyForcibly();

    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(137);
  }

  @Test
  void takesAChildAlongThatStartsTooLate() throws Exception {
    Process parent = start(ProcessHandle.current().pid());
    parent.destroyForcibly().waitFor();

    Process child = start(parent.pid());

    assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private static Process start(long parent) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                DiesWithParent.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put(ParentProcess.PID, Long.toString(parent));
    return builder.start();
  }
}
