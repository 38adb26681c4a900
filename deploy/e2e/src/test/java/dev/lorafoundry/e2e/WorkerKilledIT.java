package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker dies in the middle of a training, without a word. */
final class WorkerKilledIT {
  private static Foundry foundry;

  @BeforeAll
  static void start() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void anotherAttemptGoesOnToAGoodEnd() throws Exception {
    Training training = Training.submit(foundry, "worker-killed", 1e-3);
    Job middle = training.awaitMiddle();

    assertThat(foundry.process().worker("worker-gpu").destroyForcibly()).isTrue();
    Job end = training.awaitDone().get(0);

    assertThat(end.attempts()).isEqualTo(2);
    assertThat(end.step()).isEqualTo(end.totalSteps()).isGreaterThan(middle.step());
    assertThat(training.checkpoints(end.id()))
        .extracting(Checkpoint::epoch)
        .containsExactlyInAnyOrderElementsOf(Training.allEpochs());
  }
}
