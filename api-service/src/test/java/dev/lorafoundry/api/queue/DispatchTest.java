package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DispatchTest {
  private static final Team RED = new Team("red");
  private static final Team BLUE = new Team("blue");

  private final QueueExample example = new QueueExample();

  @Test
  void releasesNothingWithoutWorkers() {
    example.submitted();

    example.dispatcher.perform();

    assertThat(example.offered).isEmpty();
  }

  @Test
  void releasesNoMoreThanIdleCapacityAndLookAhead() {
    for (int i = 0; i < 10; i++) {
      example.submitted();
    }
    example.trainer("w1").trainer("w2");

    example.dispatcher.perform();
    example.dispatcher.perform();

    assertThat(example.offered).hasSize(3);
  }

  @Test
  void releasesMoreWhenOffersAreClaimed() {
    JobId first = example.submitted();
    example.submitted();
    JobId third = example.submitted();
    example.trainer("w1");
    example.dispatcher.perform();

    example.claimed(first, "w1");
    example.dispatcher.perform();

    assertThat(example.state(third)).isEqualTo(WorkState.QUEUED);
    assertThat(example.offered).hasSize(2);
  }

  @Test
  void servesPriorityThenShareThenAge() {
    JobId heavy = example.submitted(RED, Priority.NORMAL);
    example.trainer("w1");
    example.dispatcher.perform();
    example.claimed(heavy, "w1");
    example.pass(Duration.ofHours(5));
    JobId red = example.submitted(RED, Priority.NORMAL);
    JobId blue = example.submitted(BLUE, Priority.NORMAL);
    JobId urgent = example.submitted(RED, Priority.HIGH);
    example.trainer("w2").trainer("w3").trainer("w4");
    example.offered.clear();

    example.dispatcher.perform();

    assertThat(example.offered.keySet())
        .containsExactly(WorkId.of(urgent), WorkId.of(blue), WorkId.of(red));
  }

  @Test
  void givesDrainingAndSilentWorkersNothing() {
    example.submitted();
    example.trainer("silent");
    example.pass(Duration.ofMinutes(1));
    example.workers.report(
        new WorkerReport(
            new WorkerId("draining"), Set.of(WorkKind.TRAINING), "cpu", null, "1", null, true),
        example.now());

    example.dispatcher.perform();

    assertThat(example.offered).isEmpty();
  }

  @Test
  void releasesUnclaimedWorkAgainAndRefusesTheOlderMessage() {
    JobId job = offeredTo("w1");
    example.pass(Duration.ofSeconds(31));
    example.trainer("w1");

    example.unclaimedSweep.perform();
    example.dispatcher.perform();

    assertThat(example.newestDispatch(job)).isEqualTo(2);
    assertThatThrownBy(() -> example.desk.claim(WorkId.of(job), offer("w1", 1)))
        .isInstanceOf(ClaimRefused.class);
    assertThat(example.claimed(job, "w1").epoch().value()).isEqualTo(1);
  }

  @Test
  void makesNoOfferAgainThatStillWaitsForKafka() {
    example.kafkaAway = true;
    JobId job = offeredTo("w1");

    for (int i = 0; i < 10; i++) {
      sweptAfter(Duration.ofSeconds(31));
      example.dispatcher.perform();
    }

    assertThat(example.state(job)).isEqualTo(WorkState.RELEASED);
    assertThat(example.newestDispatch(job)).isEqualTo(1);
  }

  @Test
  void leavesWorkersTheirTimeForOffersThatReachedKafkaLate() {
    example.kafkaAway = true;
    JobId job = offeredTo("w1");
    sweptAfter(Duration.ofMinutes(5));
    example.kafkaComesBack();

    sweptAfter(Duration.ofSeconds(29));

    assertThat(example.state(job)).isEqualTo(WorkState.RELEASED);

    sweptAfter(Duration.ofSeconds(2));

    assertThat(example.state(job)).isEqualTo(WorkState.QUEUED);
  }

  private void sweptAfter(Duration time) {
    example.pass(time);
    example.trainer("w1");
    example.unclaimedSweep.perform();
  }

  @Test
  void leavesOffersAloneWhileEveryWorkerIsBusy() {
    JobId first = example.submitted();
    JobId ahead = example.submitted();
    trainedForMinutes(first);
    example.trainer("w1");

    example.unclaimedSweep.perform();

    assertThat(example.state(ahead)).isEqualTo(WorkState.RELEASED);
    assertThat(example.newestDispatch(ahead)).isEqualTo(1);
  }

  @Test
  void leavesOffersToAWorkerThatHasJustFallenIdle() {
    JobId first = example.submitted();
    JobId ahead = example.submitted();
    trainedForMinutes(first);
    example.intake.accept(
        new TrainingEvent.Finished(first, example.header(1, 1), 0.1, Duration.ofMinutes(5)));
    example.trainer("w1");

    example.unclaimedSweep.perform();

    assertThat(example.state(ahead)).isEqualTo(WorkState.RELEASED);

    example.pass(Duration.ofSeconds(31));
    example.trainer("w1");
    example.unclaimedSweep.perform();

    assertThat(example.state(ahead)).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void leavesOffersToAWorkerThatHasJustCome() {
    JobId job = offeredTo("w1");
    example.pass(Duration.ofMinutes(5));
    example.trainer("w2");

    example.unclaimedSweep.perform();

    assertThat(example.state(job)).isEqualTo(WorkState.RELEASED);
  }

  @Test
  void sameMessageTwiceIsOneTraining() {
    JobId job = offeredTo("w1", "w2");
    example.claimed(job, "w1");

    assertThatThrownBy(() -> example.desk.claim(WorkId.of(job), offer("w2", 1)))
        .isInstanceOf(ClaimRefused.class);

    assertThat(example.chronicle.attempts(WorkId.of(job))).hasSize(1);
    assertThat(example.count("lora.foundry.queue.refused.claims")).isEqualTo(1);
  }

  @Test
  void refusesAClaimOfUnknownWork() {
    assertThatThrownBy(() -> example.desk.claim(WorkId.of(JobId.random()), offer("w1", 1)))
        .isInstanceOf(ClaimRefused.class)
        .hasMessageContaining("There is no training/");
  }

  @Test
  void cancelledWorkIsNotReleasedAndItsOfferIsRefused() {
    JobId queued = example.submitted();
    example.queue.cancel(WorkId.of(queued), "Not wanted.");
    JobId offered = offeredTo("w1");
    example.queue.cancel(WorkId.of(offered), "Not wanted.");

    assertThat(example.offered.keySet()).containsExactly(WorkId.of(offered));
    assertThatThrownBy(() -> example.claimed(offered, "w1")).isInstanceOf(ClaimRefused.class);
  }

  @Test
  void showsWhatWaitsToTheMonitoring() {
    example.submitted();
    example.pass(Duration.ofSeconds(90));

    example.measure.perform();

    assertThat(gauge("lora.foundry.queue.depth")).isEqualTo(1);
    assertThat(gauge("lora.foundry.queue.oldest.age")).isEqualTo(90);
  }

  private JobId offeredTo(String... workers) {
    JobId job = example.submitted();
    for (String worker : workers) {
      example.trainer(worker);
    }
    example.dispatcher.perform();
    return job;
  }

  /** Its worker, the only one, has been busy since, while what else was offered waits. */
  private void trainedForMinutes(JobId job) {
    example.trainer("w1");
    example.dispatcher.perform();
    example.claimed(job, "w1");
    example.pass(Duration.ofMinutes(5));
  }

  private double gauge(String name) {
    return example
        .registry
        .get(name)
        .tags("kind", "training", "team", "team", "priority", "normal")
        .gauge()
        .value();
  }

  private static ClaimRequest offer(String worker, int dispatch) {
    return new ClaimRequest(new WorkerId(worker), new DispatchId(dispatch), ClaimId.random());
  }
}
