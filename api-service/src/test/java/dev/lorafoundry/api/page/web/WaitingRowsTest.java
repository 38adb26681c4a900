package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Move;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WaitingRowsTest {
  @Test
  void tellsWhichJobOfEachLineIsTheFirstThatIsNotShown() {
    Waiting offered = waiting(Priority.HIGH, WorkState.RELEASED);
    Waiting high = waiting(Priority.HIGH, WorkState.QUEUED);
    Waiting normal = waiting(Priority.NORMAL, WorkState.QUEUED);
    Waiting later = waiting(Priority.NORMAL, WorkState.QUEUED);

    assertThat(WaitingRows.firstOfEachLine(List.of(offered, high, normal, later)))
        .containsExactly(
            new QueueView.Line.Next(high.work().value().toString(), "team high"),
            new QueueView.Line.Next(normal.work().value().toString(), "team normal"));
  }

  @Test
  void offersNoMoveBeforeOthersWork() {
    PersonId other = PersonId.random();
    Waiting own = waiting(null, Priority.NORMAL, WorkState.QUEUED);
    Waiting others = waiting(other, Priority.NORMAL, WorkState.QUEUED);
    Waiting behind = waiting(null, Priority.NORMAL, WorkState.QUEUED);
    Waiting last = waiting(null, Priority.NORMAL, WorkState.QUEUED);
    Waiting high = waiting(null, Priority.HIGH, WorkState.QUEUED);
    List<Waiting> line = List.of(own, others, high, behind, last);

    assertThat(WaitingRows.moves(line, owner -> owner == null))
        .isEqualTo(
            Map.of(
                own.work(), List.of(Move.FIRST, Move.UP, Move.DOWN),
                high.work(), List.of(Move.FIRST, Move.UP, Move.DOWN),
                behind.work(), List.of(Move.DOWN),
                last.work(), List.of(Move.UP, Move.DOWN)));
    assertThat(WaitingRows.moves(line, any -> true).get(last.work()))
        .containsExactly(Move.FIRST, Move.UP, Move.DOWN);
  }

  private static Waiting waiting(Priority priority, WorkState state) {
    return waiting(null, priority, state);
  }

  private static Waiting waiting(@Nullable PersonId owner, Priority priority, WorkState state) {
    return new Waiting(
        WorkId.of(JobId.random()),
        Team.DEFAULT,
        owner,
        priority,
        state,
        Instant.EPOCH,
        1,
        new WaitingReason.Workers(WaitingReason.Crew.BUSY, WorkKind.TRAINING, 1));
  }
}
