package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailureViewTest {
  private static final LeaseEpoch FIRST = new LeaseEpoch(1);
  private static final LeaseEpoch LAST = new LeaseEpoch(2);
  private static final AttemptCourse ENDED_BADLY =
      new AttemptCourse(FIRST, 0, 9, 3, FailureKind.OUT_OF_MEMORY);

  private static FailureView failure(Transition by, AttemptCourse... courses) {
    return FailureView.of(by, LAST, List.of(courses), List.of());
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void everyKindOfFailureIsSaidWithWhatToDo(FailureKind kind) {
    FailureView failure =
        failure(Transition.FAIL, ENDED_BADLY, new AttemptCourse(LAST, 0, 9, 3, kind));

    assertThat(Said.english(failure.what())).isNotBlank();
    assertThat(Said.chinese(failure.hint())).isNotBlank();
  }

  @Test
  void tellsWorkersThatFellSilentFromWhatNobodyKnows() {
    assertThat(failure(Transition.GIVE_UP, ENDED_BADLY).what())
        .isEqualTo(Phrase.of("failure.lost"));
    assertThat(failure(Transition.FAIL, ENDED_BADLY).what())
        .isEqualTo(Phrase.of("failure.unknown"));
    assertThat(FailureView.refused().what()).isEqualTo(Phrase.of("failure.refused"));
  }

  @Test
  void showsTheLinesThatMatter() {
    JobLogs.Line line = new JobLogs.Line(7, LAST, NOON, LogLevel.ERROR, "no number");

    assertThat(FailureView.of(Transition.FAIL, LAST, List.of(), List.of(line)).lines())
        .containsExactly(new FailureView.Line(Moment.of(NOON), "error", "no number"));
  }
}
