package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.WorkState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunStateTest {
  @ParameterizedTest
  @CsvSource({
    "QUEUED RELEASED, QUEUED",
    "QUEUED PAUSED, QUEUED",
    "PAUSED PAUSED, PAUSED",
    "DONE PAUSED, PAUSED",
    "QUEUED RUNNING, RUNNING",
    "DONE QUEUED, RUNNING",
    "DONE CANCELLING, RUNNING",
    "PAUSING PAUSED, RUNNING",
    "DONE DONE, DONE",
    "DONE CANCELLED, CANCELLED",
    "DONE CANCELLED FAILED, FAILED",
  })
  void isWhatItsJobsAmountTo(String jobs, RunState state) {
    List<WorkState> states = Arrays.stream(jobs.split(" ")).map(WorkState::valueOf).toList();

    assertThat(RunState.of(states)).isEqualTo(state);
  }
}
