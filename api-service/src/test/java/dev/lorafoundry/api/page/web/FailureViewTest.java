package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.AttemptRecord;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailureViewTest {
  private static final LeaseEpoch LAST = new LeaseEpoch(2);

  private final List<JobLogs.Line> log = new ArrayList<>();

  private static AttemptRecord attempt(int epoch, String reason) {
    return new AttemptRecord(
        new LeaseEpoch(epoch), new WorkerId("w1"), epoch, NOON, NOON, Transition.FAIL, reason);
  }

  private void logged(int attempt, LogLevel level, String text) {
    log.add(new JobLogs.Line(log.size() + 1, new LeaseEpoch(attempt), NOON, level, text));
  }

  private FailureView failure(String reason, List<AttemptCourse> courses) {
    return FailureView.of(List.of(attempt(1, "Once."), attempt(2, reason)), courses, log);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void everyKindOfFailureIsSaidWithWhatToDo(FailureKind kind) {
    FailureView failure = failure("Because.", List.of(new AttemptCourse(LAST, 0, 9, 3, kind)));

    assertThat(Said.english(failure.what())).isNotBlank();
    assertThat(Said.chinese(failure.hint())).isNotBlank();
  }

  @Test
  void tellsWorkersThatFellSilentFromWhatNobodyKnows() {
    assertThat(failure("Worker w1 fell silent. Given up.", List.of()).what())
        .isEqualTo(Phrase.of("failure.lost"));
    assertThat(failure("Because.", List.of()).what()).isEqualTo(Phrase.of("failure.unknown"));
    assertThat(FailureView.of(List.of(), List.of(), log).what())
        .isEqualTo(Phrase.of("failure.refused"));
  }

  @Test
  void showsTheLinesThatMatterWithWhatWasSaidBeforeThem() {
    logged(1, LogLevel.ERROR, "of another attempt");
    IntStream.range(0, 9).forEach(number -> logged(2, LogLevel.INFO, "step " + number));
    logged(2, LogLevel.ERROR, "no number");
    logged(2, LogLevel.INFO, "after it");

    assertThat(failure("Because.", List.of()).lines())
        .extracting(FailureView.Line::text)
        .containsExactly("step 6", "step 7", "step 8", "no number");
  }
}
