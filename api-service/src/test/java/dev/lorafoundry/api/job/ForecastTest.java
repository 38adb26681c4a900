package dev.lorafoundry.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.LineExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ForecastTest {
  private final LineExample line = new LineExample();
  private final Jobs jobs = new InMemoryJobs();
  private OptionalDouble usual = OptionalDouble.of(2);
  private final Forecast forecast =
      new Forecast(line.line(), line.queue(), jobs, (model, batch) -> usual);

  private Job submitted(String name) {
    Job job = JobExample.job(RunId.random(), VersionId.random(), name); // of 100 steps
    jobs.add(job);
    line.submit(job.work());
    return job;
  }

  private Job running(String worker, double stepsPerSecond) {
    Job job = submitted(worker);
    line.claim(job.work(), worker);
    jobs.save(
        JobExample.running(job, 1)
            .after(
                new TrainingEvent.Progressed(
                    job.id(), JobExample.header(1, 1), 60, 1, stepsPerSecond, List.of())));
    return job;
  }

  @Test
  void trainingsBeginWhenTheWorkersBeforeThemAreFree() {
    running("w1", 1); // 40 s left
    running("w2", 4); // 10 s left
    Job first = submitted("a"); // takes 50 s
    Job second = submitted("b");
    Job third = submitted("c");

    assertThat(forecast.look())
        .containsExactly(
            Map.entry(first.id(), Duration.ofSeconds(10)),
            Map.entry(second.id(), Duration.ofSeconds(40)),
            Map.entry(third.id(), Duration.ofSeconds(60)));
  }

  @Test
  void nothingIsSaidOfWhatComesAfterSomethingUnknown() {
    running("w1", 1);
    usual = OptionalDouble.empty();
    Job first = submitted("a");
    submitted("b");

    assertThat(forecast.look()).containsOnlyKeys(first.id());
  }

  @Test
  void nothingIsSaidWithoutWorkers() {
    submitted("a");

    assertThat(forecast.look()).isEmpty();
  }
}
