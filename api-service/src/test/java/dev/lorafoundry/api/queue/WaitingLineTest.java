package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WaitingLineTest {
  private final QueueExample example = new QueueExample();

  @Test
  void saysThatThereIsNoWorker() {
    example.submitted();

    assertThat(example.line.look().next())
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.position()).isEqualTo(1);
              assertThat(waiting.reason().english())
                  .isEqualTo("No worker that takes work of kind training is there: start one.");
            });
  }

  @Test
  void showsOffersThenTurnsThenWhatIsKeptBack() {
    JobId keptBack = example.submitted();
    example.trainer("w1");
    example.dispatcher.perform();
    example.claimed(keptBack, "w1");
    example.intake.accept(
        new TrainingEvent.Failed(keptBack, example.header(1, 1), FailureKind.INTERNAL, "A fault."));
    JobId offered = example.submitted();
    example.dispatcher.perform();
    example.claimed(offered, "w1");
    JobId next = example.submitted();
    example.dispatcher.perform();
    JobId normal = example.submitted(Team.DEFAULT, Priority.NORMAL);
    JobId urgent = example.submitted(Team.DEFAULT, Priority.HIGH);

    assertThat(example.line.look().next())
        .extracting(Waiting::work)
        .containsExactly(
            WorkId.of(next), WorkId.of(urgent), WorkId.of(normal), WorkId.of(keptBack));
    assertThat(example.line.look().next())
        .extracting(waiting -> waiting.reason().english())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("It is on offer"),
            reason ->
                assertThat(reason)
                    .isEqualTo("All workers that take work of kind training (1) are busy."),
            reason -> assertThat(reason).startsWith("All workers"),
            reason -> assertThat(reason).startsWith("It is tried again at").endsWith("A fault."));
  }

  @Test
  void showsWhatComesNextOfALineThatIsTooLong() {
    List<JobId> normal = IntStream.range(0, 1100).mapToObj(i -> example.submitted()).toList();
    example.queue.prioritise(WorkId.of(normal.get(1050)), Priority.HIGH);

    WaitingLine.Lines lines = example.line.look();

    assertThat(lines.next()).hasSize(1000);
    assertThat(lines.next().get(0).work()).isEqualTo(WorkId.of(normal.get(1050)));
    assertThat(lines.next().get(1).work()).isEqualTo(WorkId.of(normal.get(0)));
    assertThat(lines.counts()).containsExactly(Map.entry(WorkKind.TRAINING, 1100L));
    assertThat(lines.count()).isEqualTo(1100);
  }
}
