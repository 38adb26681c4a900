package dev.lorafoundry.api.retention;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.last;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.run.Keep;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SurplusTest {
  private final Job job = JobExample.job(RunId.random(), VersionId.random(), "a");

  @Test
  void latestAreTheHighestEpochs() {
    List<Checkpoint> there = List.of(epoch(1, 0.1), epoch(2, 0.2), epoch(3, 0.3));

    assertThat(surplus(new Keep.Latest(1), there)).containsExactly(1, 2);
    assertThat(surplus(new Keep.Latest(2), there)).containsExactly(1);
    assertThat(surplus(new Keep.Latest(3), there)).isEmpty();
  }

  @Test
  void theBestStaysBesideTheLatestUntilTheTrainingIsDone() {
    List<Checkpoint> there = List.of(epoch(1, 0.2), epoch(2, 0.1), epoch(3, 50), epoch(4, 60));

    assertThat(Surplus.of(new Keep.Latest(1), there, false))
        .extracting(Checkpoint::epoch)
        .containsExactly(1, 3);
    assertThat(surplus(new Keep.Latest(1), there)).containsExactly(1, 2, 3);
  }

  @Test
  void latestOfOneEpochAreThoseOfTheHighestSteps() {
    Checkpoint epoch = checkpoint(job, 2);
    Checkpoint soon = atStep(job, 23);
    Checkpoint later = atStep(job, 26);

    assertThat(Surplus.of(new Keep.Latest(1), List.of(epoch, soon, later), true))
        .containsExactly(epoch, soon);
  }

  @Test
  void bestHaveTheLowestValidationLoss() {
    List<Checkpoint> there = List.of(epoch(1, 0.3), epoch(2, 0.1), epoch(3, 0.2));

    assertThat(surplus(new Keep.Best(1), there)).as("the newest stays").containsExactly(1);
    assertThat(surplus(new Keep.Best(2), there)).containsExactly(1);
  }

  @Test
  void thoseWithoutAValidationLossComeLast() {
    List<Checkpoint> there = List.of(judged(checkpoint(job, 1), null), epoch(2, 9));

    assertThat(surplus(new Keep.Best(1), there)).containsExactly(1);
  }

  @Test
  void ofEqualOnesTheEarlierIsBetter() {
    List<Checkpoint> there =
        List.of(
            judged(checkpoint(job, 1), null),
            judged(checkpoint(job, 2), null),
            judged(checkpoint(job, 3), null));

    assertThat(surplus(new Keep.Best(1), there)).containsExactly(2);
  }

  @Test
  void theLastOneStays() {
    List<Checkpoint> there = List.of(epoch(1, 0.1), epoch(2, 0.2), last(epoch(3, 0.3)));

    assertThat(surplus(new Keep.Best(1), there)).containsExactly(2);
  }

  private Checkpoint epoch(int epoch, double validationLoss) {
    return judged(checkpoint(job, epoch), validationLoss);
  }

  private static List<Integer> surplus(Keep keep, List<Checkpoint> there) {
    return Surplus.of(keep, there, true).stream().map(Checkpoint::epoch).toList();
  }
}
