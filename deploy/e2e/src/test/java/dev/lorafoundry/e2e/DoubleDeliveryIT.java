package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.Job;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Kafka delivers a job's message again when it is done. The first copy is sent while it runs, but
 * the only worker takes it when it is free again; {@link SeparateIT} has a second one, which takes
 * it at once.
 */
final class DoubleDeliveryIT {
  private static Foundry foundry;

  @BeforeAll
  static void start() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void trainsOnce() throws Exception {
    Training training = Training.submit(foundry, "double-delivery", 1e-3);
    Job running = training.awaitRunning();
    SentMessages sent = new SentMessages(foundry.process().kafka(), "training-jobs");
    sent.sendAgain(running.id().toString());
    Job done = training.awaitDone().get(0);

    sent.sendAgain(running.id().toString());
    Training later = Training.submit(foundry, "after-double-delivery", 1e-3);
    later.awaitDone();

    Job end = training.jobs().get(0);
    assertThat(end).isEqualTo(done);
    assertThat(end.attempts()).isEqualTo(1);
    assertThat(training.checkpoints(end.id()))
        .extracting(Checkpoint::epoch)
        .containsExactlyInAnyOrderElementsOf(Training.allEpochs());
    assertThat(later.jobs()).allMatch(job -> job.attempts() == 1);
  }
}
