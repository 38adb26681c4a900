package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MoveTest {
  private final QueueExample example = new QueueExample();

  @ParameterizedTest
  @CsvSource({
    "first, c, c a b d",
    "up, c, a c b d",
    "up, a, a b c d",
    "down, b, a c b d",
    "down, d, a b c d",
    "last, a, b c d a"
  })
  void movesOneOfALine(String to, String moved, String after) {
    assertThat(Move.parse(to).in(List.of("a", "b", "c", "d"), moved))
        .containsExactly(after.split(" "));
  }

  @Test
  void namesTheWaysThatThereAre() {
    assertThatThrownBy(() -> Move.parse("top"))
        .hasMessage("to 'top' is not allowed: use first, up, down or last.");
  }

  @Test
  void movesRightBeforeAnother() {
    WorkId one = WorkId.of(example.submitted());
    WorkId two = WorkId.of(example.submitted());
    WorkId three = WorkId.of(example.submitted());

    example.queue.moveBefore(three, two);

    assertThat(example.line.look().next())
        .extracting(Waiting::work)
        .containsExactly(one, three, two);
  }

  @Test
  void staysWhereItIsBeforeItself() {
    WorkId one = WorkId.of(example.submitted());
    WorkId two = WorkId.of(example.submitted());

    example.queue.moveBefore(two, two);

    assertThat(example.line.look().next()).extracting(Waiting::work).containsExactly(one, two);
  }

  @Test
  void movesBeforeNothingOfAnotherLine() {
    WorkId normal = WorkId.of(example.submitted(Team.DEFAULT, Priority.NORMAL));
    WorkId urgent = WorkId.of(example.submitted(Team.DEFAULT, Priority.HIGH));

    assertThatThrownBy(() -> example.queue.moveBefore(normal, urgent))
        .isInstanceOf(MoveRefused.class)
        .hasMessageContaining("does not wait in the same line");
  }

  @Test
  void whatBecomesUrgentGoesFirst() {
    WorkId one = WorkId.of(example.submitted());
    WorkId two = WorkId.of(example.submitted());

    example.queue.prioritise(two, Priority.HIGH);

    assertThat(example.line.look().next()).extracting(Waiting::work).containsExactly(two, one);
  }

  @Test
  void whatIsUnderWayStaysAsUrgentAsItWas() {
    JobId running = example.submitted();
    example.trainer("w1");
    example.dispatcher.perform();
    example.claimed(running, "w1");

    assertThatThrownBy(() -> example.queue.prioritise(WorkId.of(running), Priority.HIGH))
        .isInstanceOf(MoveRefused.class);
  }

  @Test
  void letsWhatWasMovedGoFirst() {
    WorkId older = WorkId.of(example.submitted(Team.DEFAULT, Priority.NORMAL));
    WorkId younger = WorkId.of(example.submitted(Team.DEFAULT, Priority.NORMAL));

    example.queue.move(younger, Move.FIRST);

    assertThat(example.line.look().next())
        .extracting(Waiting::work)
        .containsExactly(younger, older);
  }

  @Test
  void refusesToMoveWhatDoesNotWait() {
    JobId job = example.submitted();
    example.queue.pause(WorkId.of(job), "Later.");

    assertThatThrownBy(() -> example.queue.move(WorkId.of(job), Move.FIRST))
        .isInstanceOf(MoveRefused.class)
        .hasMessageEndingWith("it is paused. That is possible while it is waiting.");
  }
}
