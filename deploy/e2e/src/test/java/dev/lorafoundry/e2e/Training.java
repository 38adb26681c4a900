package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.FoundryClient;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.standalone.client.Project;
import dev.lorafoundry.standalone.client.Run;
import dev.lorafoundry.standalone.client.RunOrder;
import dev.lorafoundry.standalone.client.State;
import dev.lorafoundry.standalone.client.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A run on the sample pictures that takes a while, in a version of its own. */
final class Training {
  static final int EPOCHS = 20;
  static final int SAVE_EVERY = 4;
  private static final String PROJECT = "Sturdy";
  private static final Duration LIMIT = Duration.ofMinutes(8);

  /** However slow a machine is, something changes within this time. */
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(4);

  private static final Duration LONGEST = Duration.ofHours(1);

  private final Supplier<FoundryClient> client;
  private final RunId run;

  private Training(Supplier<FoundryClient> client, RunId run) {
    this.client = client;
    this.run = run;
  }

  /** Submits one job for each learning rate. */
  static Training submit(Foundry foundry, String version, Double... learningRates)
      throws IOException {
    return submit(foundry::client, foundry.sample(), version, learningRates);
  }

  /**
   * The same, wherever the API is.
   *
   * @param sample folder of pictures and captions
   */
  static Training submit(
      Supplier<FoundryClient> client, Path sample, String version, Double... learningRates)
      throws IOException {
    FoundryClient api = client.get();
    Project project = api.project(PROJECT).orElseGet(() -> api.createProject(PROJECT));
    Version made = api.createVersion(project.id(), version);
    api.upload(made.id(), files(sample));
    var preparation = api.prepare(made.id(), Map.of("width", 64, "height", 64, "repeats", 2));
    await("preparation")
        .atMost(LIMIT)
        .until(() -> api.preparation(preparation.id()).state() == State.DONE);
    return new Training(client, api.submit(made.id(), order(api, learningRates)).id());
  }

  private static RunOrder order(FoundryClient api, Double... learningRates) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("optimizer", "AdamW");
    settings.put("learningRate", List.of(learningRates));
    settings.put("epochs", EPOCHS);
    settings.put("saveEveryEpochs", SAVE_EVERY);
    settings.put("batchSize", 2);
    settings.put("rank", 4);
    settings.put("alpha", 4);
    return new RunOrder(api.baseModel("starter-v1").orElseThrow().id(), settings, Map.of(), false);
  }

  /** Waits until a job has saved a checkpoint and goes on. */
  Job awaitMiddle() {
    return awaitJob(
        job -> job.state() == State.RUNNING && !checkpoints(job.id()).isEmpty(), "middle");
  }

  /** Waits until a job runs. */
  Job awaitRunning() {
    return awaitJob(job -> job.state() == State.RUNNING, "start");
  }

  private Job awaitJob(Predicate<Job> wanted, String what) {
    Standstill standstill = new Standstill(LONGEST_STANDSTILL);
    return await(what + " of a training")
        .atMost(LONGEST)
        .failFast("nothing changes", () -> standstill.is(jobs()))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> jobs().stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits until all jobs are done; none may fail. */
  List<Job> awaitDone() {
    Standstill standstill = new Standstill(LONGEST_STANDSTILL);
    await("end of a run")
        .atMost(LONGEST)
        .failFast("nothing changes", () -> standstill.is(jobs()))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              assertThat(jobs()).noneMatch(job -> job.state() == State.FAILED);
              return jobs().stream().allMatch(job -> job.state() == State.DONE);
            });
    return jobs();
  }

  List<Job> jobs() {
    Run now = client.get().run(run);
    return now.jobs();
  }

  List<Checkpoint> checkpoints(JobId job) {
    return client.get().checkpoints(job);
  }

  /** Epochs of a job's checkpoints, as they should be: each once. */
  static List<Integer> allEpochs() {
    return Stream.iterate(SAVE_EVERY, epoch -> epoch <= EPOCHS, epoch -> epoch + SAVE_EVERY)
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
