package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Progressed;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.worker.TinyJobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

final class ProgressReportsTest {
  private final TrainingJob job = TinyJobs.in(new InMemoryObjectStore()).with(Map.of());
  private final List<WorkEvent> events = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final Attempt attempt =
      new Attempt(
          WorkId.of(job.id()),
          new WorkerId("w"),
          new Lease(new LeaseEpoch(1), Duration.ofHours(1), null),
          workshop());
  private final ProgressReports reports = new ProgressReports(job, attempt, () -> now);

  private Workshop workshop() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    DeadLetters letters = new DeadLetters(new MessageSender(new MockProducer<>()), meters);
    return new Workshop(new Api(), events::add, letters, meters, () -> now, Rhythm.USUAL);
  }

  private void takeStep(int step) {
    now = now.plusMillis(300);
    reports.add(new StepReport(step, 1 + step / 6, step / 10.0, 1e-4, 2e-4, false, false));
  }

  @Test
  void tellsOfEveryStepAtMostOnceASecond() {
    for (int step = 1; step <= 8; step++) {
      takeStep(step);
    }

    assertThat(events).hasSize(2);
    Progressed first = (Progressed) events.get(0);
    assertThat(first.step()).isEqualTo(4);
    assertThat(first.points()).extracting("step").containsExactly(1L, 2L, 3L, 4L);
    assertThat(first.points().get(0).learningRate()).isEqualTo(1e-4);
    assertThat(first.points().get(0).textEncoderLearningRate()).isEqualTo(2e-4);
    assertThat(first.stepsPerSecond()).isCloseTo(4 / 1.2, within(1e-9));
    assertThat(((Progressed) events.get(1)).trainingEpoch()).isEqualTo(2);
  }

  @Test
  void whatCameBeforeTheStepsTookNoneOfTheirTime() {
    now = now.plus(Duration.ofMinutes(10));
    reports.begin();

    for (int step = 1; step <= 4; step++) {
      takeStep(step);
    }

    assertThat(((Progressed) events.get(0)).stepsPerSecond()).isCloseTo(4 / 1.2, within(1e-9));
  }

  @Test
  void tellsTheRestWhenAsked() {
    takeStep(1);

    reports.flush();
    reports.flush();

    assertThat(events).hasSize(1);
  }
}
