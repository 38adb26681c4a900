package dev.lorafoundry.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LiveDisplayTest {
  private static final String UP = "\033[1A";

  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private final Display display =
      new LiveDisplay(new PrintStream(drawn, true, StandardCharsets.UTF_8));

  @Test
  void drawsEveryFrameOverTheOneBefore() {
    assertThat(frame(1)).doesNotContain(UP).contains("a-job", "step 1 of 4", "0 of 2");

    String second = frame(2);

    assertThat(second).contains("step 2 of 4").containsOnlyOnce(UP.repeat(2));
    assertThat(second.chars().filter(c -> c == '\n').count()).isEqualTo(2);
  }

  @Test
  void letsTheTerminalCutWhatIsWiderThanItself() {
    assertThat(frame(1)).startsWith("\033[?7l").endsWith("\033[?7h");
  }

  private String frame(long step) {
    drawn.reset();
    Job job =
        new Job(
            new JobId(UUID.randomUUID()),
            "a-job",
            State.RUNNING,
            step,
            4,
            null,
            null,
            null,
            1,
            null,
            null);
    display.show(new RunProgress(List.of(new JobProgress(job, Map.of())), 2));
    return drawn.toString(StandardCharsets.UTF_8);
  }
}
