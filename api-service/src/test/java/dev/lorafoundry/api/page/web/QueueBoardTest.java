package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.Waiting;
import dev.lorafoundry.api.queue.WaitingReason;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueueBoardTest {
  @Test
  void tellsWhichJobOfEachLineIsTheFirstThatIsNotShown() {
    Waiting offered = waiting(Priority.HIGH, WorkState.RELEASED);
    Waiting high = waiting(Priority.HIGH, WorkState.QUEUED);
    Waiting normal = waiting(Priority.NORMAL, WorkState.QUEUED);
    Waiting later = waiting(Priority.NORMAL, WorkState.QUEUED);

    assertThat(QueueBoard.firstOfEachLine(List.of(offered, high, normal, later)))
        .containsExactly(
            new QueueView.Line.Next(high.work().value().toString(), "team high"),
            new QueueView.Line.Next(normal.work().value().toString(), "team normal"));
  }

  private static Waiting waiting(Priority priority, WorkState state) {
    return new Waiting(
        WorkId.of(JobId.random()),
        Team.DEFAULT,
        priority,
        state,
        Instant.EPOCH,
        1,
        new WaitingReason.Workers(WaitingReason.Crew.BUSY, WorkKind.TRAINING, 1));
  }
}
