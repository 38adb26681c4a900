package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.RunOrder;
import dev.lorafoundry.standalone.client.State;
import dev.lorafoundry.startermodel.SampleDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long people wait for the standalone: its starts, the first step of a training, the first step
 * after a worker's death. Started by name only: the build does not take this class for a test.
 * {@code docs/benchmarks.md} has the command.
 */
final class SystemBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  @TempDir private Path folder;

  @Test
  void measure() throws Exception {
    long first = System.nanoTime();
    FoundryProcess fresh = start("first");
    tell("first start", since(first));
    long end = System.nanoTime();
    fresh.close();
    tell("end", since(end));
    long start = System.nanoTime();
    try (FoundryProcess process = start("second");
        Family family = Family.watch(process)) {
      tell("second start", since(start));
      FoundryClient api = process.client();
      VersionId version = dataset(api);
      train(api, version, "submit to first step, worker cold");
      train(api, version, "submit to first step, worker warm");
      killAndGoOn(process, version);
      tell("peak memory of all processes", family.peakBytes() / 0x1p20, "MiB");
    }
  }

  private FoundryProcess start(String name) throws IOException {
    return FoundryProcess.start(folder.resolve("state"), folder.resolve(name + ".txt")).awaitUp();
  }

  private VersionId dataset(FoundryClient api) throws IOException {
    VersionId version = api.createVersion(api.createProject("Measured").id(), "v1").id();
    api.upload(version, SampleDataset.writeTo(folder.resolve("sample")));
    var preparation = api.prepare(version, Map.of("width", 64, "height", 64, "repeats", 4));
    await().atMost(LIMIT).until(() -> api.preparation(preparation.id()).state() == State.DONE);
    return version;
  }

  private static void train(FoundryClient api, VersionId version, String what) throws IOException {
    long start = System.nanoTime();
    RunId run = submit(api, version, 2);
    until(api, run, job -> job.step() > 0);
    tell(what, since(start));
    until(api, run, job -> job.state() == State.DONE);
  }

  private static void killAndGoOn(FoundryProcess process, VersionId version) throws IOException {
    FoundryClient api = process.client();
    RunId run = submit(api, version, 60);
    until(api, run, job -> !api.checkpoints(job.id()).isEmpty());
    assertThat(process.worker("worker-gpu").destroyForcibly()).isTrue();
    long start = System.nanoTime();
    until(api, run, job -> job.attempts() == 2);
    Job lost = api.run(run).jobs().get(0);
    long saved = newest(api, lost).step();
    until(api, run, job -> job.step() != lost.step() && job.step() != saved);
    tell("kill to resumed step", since(start));
  }

  private static Checkpoint newest(FoundryClient api, Job job) {
    List<Checkpoint> checkpoints = api.checkpoints(job.id());
    return checkpoints.get(checkpoints.size() - 1);
  }

  private static RunId submit(FoundryClient api, VersionId version, int epochs) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("optimizer", "AdamW");
    settings.put("epochs", epochs);
    settings.put("saveEveryEpochs", 2);
    settings.put("batchSize", 4);
    settings.put("rank", 8);
    var model = api.baseModel("starter-v1").orElseThrow().id();
    return api.submit(version, new RunOrder(model, settings, Map.of(), false)).id();
  }

  private static void until(FoundryClient api, RunId run, Predicate<Job> wanted) {
    await("a job")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(() -> api.run(run).jobs().stream().anyMatch(wanted));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void tell(String what, double seconds) {
    tell(what, seconds, "s");
  }

  private static void tell(String what, double figure, String unit) {
    System.out.printf(Locale.ROOT, "%s: %.1f %s%n", what, figure, unit);
  }
}
