package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.Job;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API dies in the middle of a run, and with it the servers that it keeps. */
final class SystemKilledIT {
  private static Foundry foundry;

  @BeforeAll
  static void start() throws Exception {
    foundry = Foundry.shared();
  }

  @Test
  void nothingIsLostOrDoubled() throws Exception {
    Training training = Training.submit(foundry, "system-killed", 1e-3, 2e-3);
    List<Job> before = training.jobs();
    training.awaitMiddle();
    List<ProcessHandle> family = foundry.process().family();

    foundry.process().kill();
    Awaitility.await("workers to notice")
        .atMost(FoundryProcess.END_LIMIT)
        .until(
            () ->
                family.stream()
                    .filter(one -> one.info().commandLine().orElse("").contains("worker"))
                    .noneMatch(ProcessHandle::isAlive));
    foundry.startAgain();
    List<Job> after = training.awaitDone();

    assertThat(after).extracting(Job::id).isEqualTo(before.stream().map(Job::id).toList());
    for (Job job : after) {
      assertThat(job.step()).isEqualTo(job.totalSteps());
      assertThat(training.checkpoints(job.id()))
          .extracting(Checkpoint::epoch)
          .containsExactlyInAnyOrderElementsOf(Training.allEpochs());
    }
  }
}
