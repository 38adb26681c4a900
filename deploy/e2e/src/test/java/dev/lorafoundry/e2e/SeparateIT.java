package dev.lorafoundry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.standalone.client.ApiRefused;
import dev.lorafoundry.standalone.client.Checkpoint;
import dev.lorafoundry.standalone.client.Job;
import dev.lorafoundry.startermodel.SampleDataset;
import dev.lorafoundry.startermodel.StarterModel;
import dev.lorafoundry.testkit.Servers;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The applications apart, with two training workers: what happens to one does not hurt others. */
final class SeparateIT {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @TempDir private static Path home;

  private static SeparateSystem system;
  private static Path sample;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    sample = Files.createDirectory(home.resolve("sample"));
    SampleDataset.writeTo(sample);
    system = SeparateSystem.start(home);
    StarterModel.copyTo(system.models());
    awaitApi();
    system.client().importBaseModel(StarterModel.MODEL, StarterModel.TOKENIZER, "starter-v1");
  }

  @AfterAll
  static void end() {
    system.close();
  }

  @Test
  void trainingGoesOnWhileTheApiIsAway() throws Exception {
    Training training = submit("api-away", 1e-3, 2e-3, 3e-3);
    List<Job> before = training.jobs();
    Job running = training.awaitMiddle();

    system.killApi();
    int saved = savedBy(running.id());
    await("the worker to save more without the API")
        .atMost(LIMIT)
        .until(() -> savedBy(running.id()) > saved);
    system.startApi();
    awaitApi();
    List<Job> after = training.awaitDone();

    assertThat(after).extracting(Job::id).isEqualTo(before.stream().map(Job::id).toList());
    for (Job job : after) {
      assertThat(job.attempts()).as("attempts of " + job.name()).isEqualTo(1);
      assertThat(job.step()).isEqualTo(job.totalSteps());
      assertThat(training.checkpoints(job.id()))
          .extracting(Checkpoint::epoch)
          .containsExactlyInAnyOrderElementsOf(Training.allEpochs());
      assertThat(measuredSteps(job.id()))
          .isEqualTo(LongStream.rangeClosed(1, job.totalSteps()).boxed().toList());
    }
  }

  @Test
  void anIdleWorkerPassesTheCopyOfARunningJobBy() throws Exception {
    Training training = submit("copied", 1e-3);
    JobId job = training.awaitRunning().id();

    new SentMessages(Servers.kafka().bootstrapServers(), "training-jobs").sendAgain(job.toString());
    await("the other worker to look at the copy")
        .atMost(LIMIT)
        .until(() -> passedBy("first", job) || passedBy("second", job));
    assertThat(training.jobs().get(0).state().ended()).as("it still runs").isFalse();
    Job end = training.awaitDone().get(0);

    assertThat(end.attempts()).isEqualTo(1);
    assertThat(training.checkpoints(job))
        .extracting(Checkpoint::epoch)
        .containsExactlyInAnyOrderElementsOf(Training.allEpochs());
  }

  private static Training submit(String version, Double... learningRates) throws Exception {
    return Training.submit(system::client, sample, version, learningRates);
  }

  private static void awaitApi() {
    await("the API")
        .atMost(LIMIT)
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException || e instanceof ApiRefused)
        .until(() -> living("training") == 2 && living("preview") == 1);
  }

  private static long living(String kind) {
    return system.client().workers().stream()
        .filter(worker -> worker.live() && worker.kinds().contains(kind))
        .count();
  }

  private static int savedBy(JobId job) {
    return system.objects().list("jobs/" + job + "/").size();
  }

  private static boolean passedBy(String worker, JobId job) throws Exception {
    return system
        .log(worker)
        .lines()
        .anyMatch(line -> line.contains("Passed") && line.contains(job.toString()));
  }

  private List<Long> measuredSteps(JobId job) {
    Path file = folder.resolve(job + ".json");
    system.client().download("/api/v1/jobs/" + job + "/metrics", file);
    List<Long> steps = new ArrayList<>();
    for (JsonNode point : new JsonMapper().readTree(file.toFile()).get("items")) {
      steps.add(point.get("step").asLong());
    }
    return steps;
  }
}
