package dev.lorafoundry.api.state;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ListedObject;
import dev.lorafoundry.objectstore.ObjectKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PurgeTrainingStatesTest {
  private static final Duration AFTER_DONE = Duration.ofMinutes(15);
  private static final Duration AFTER_FAILURE = Duration.ofDays(14);

  private final JobId job = JobId.random();
  private final InMemoryResumePoints points = new InMemoryResumePoints();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = NOON;
  private final PurgeTrainingStates duty =
      new PurgeTrainingStates(
          points,
          checkpoints,
          store,
          new StateSettings(AFTER_DONE, AFTER_FAILURE, Duration.ofMinutes(5)),
          () -> now,
          meters);

  @Test
  void deletesEveryStateOfAJobThatIsDoneAndNoOtherFile() {
    stored(
        "e1/state-20.safetensors",
        "e1/state-20.safetensors.loss.json",
        "e1/starz-v5-000001.safetensors");
    stored(
        "e2/state-40.safetensors", "e2/state-40.safetensors.loss.json", "e2/starz-v5.safetensors");
    points.put(job, WorkState.DONE, NOON, 2, 40L);

    pass(AFTER_DONE);

    assertThat(files())
        .containsExactly("e1/starz-v5-000001.safetensors", "e2/starz-v5.safetensors");
    assertThat(meters.counter("lora.foundry.states.purged").count()).isEqualTo(4);
  }

  @Test
  void leavesALastWorkerTimeAfterTheEnd() {
    stored("e1/state-20.safetensors");
    points.put(job, WorkState.DONE, NOON, 1, 20L);

    duty.perform();

    assertThat(files()).hasSize(1);
  }

  @Test
  void keepsWhatARetryGoesOnFrom() {
    stored("e1/state-20.safetensors");
    points.put(job, WorkState.FAILED, NOON, 1, 20L);

    pass(AFTER_FAILURE.minusSeconds(1));
    assertThat(files()).hasSize(1);
    assertThat(points.resumeStep(job)).isEqualTo(20);

    pass(Duration.ofSeconds(1));
    assertThat(files()).isEmpty();
    assertThat(points.resumeStep(job)).isNull();
  }

  @Test
  void keepsTheNewestCompleteStateOfATrainingUnderWayAndWhatIsNewer() {
    stored(
        "e1/state-20.safetensors", "e1/state-40.safetensors", "e1/state-40.safetensors.loss.json");
    stored("e2/state-60.safetensors");
    points.put(job, WorkState.RUNNING, NOON, 2, 40L);

    duty.perform();

    assertThat(files())
        .containsExactly(
            "e1/state-40.safetensors",
            "e1/state-40.safetensors.loss.json",
            "e2/state-60.safetensors");
  }

  @Test
  void deletesWhatAnAttemptLeftThatLostItsLease() {
    stored("e1/state-60.safetensors");
    stored("e2/state-40.safetensors");
    points.put(job, WorkState.RUNNING, NOON, 2, 40L);
    duty.perform();
    assertThat(files()).hasSize(2);

    stored("e2/state-80.safetensors");
    points.put(job, WorkState.RUNNING, NOON, 2, 80L);
    duty.perform();

    assertThat(files()).containsExactly("e2/state-80.safetensors");
  }

  @Test
  void leavesWhatARetriedJobSaves() {
    stored("e1/state-20.safetensors");
    stored("e2/state-20.safetensors");
    points.put(job, WorkState.CANCELLED, NOON, 1, 20L);

    pass(AFTER_FAILURE);

    assertThat(files()).containsExactly("e2/state-20.safetensors");
  }

  @Test
  void neverDeletesALoraFileThoughItIsNamedLikeAState() {
    Job named = JobExample.job(RunId.random(), VersionId.random(), "a");
    var checkpoint = CheckpointExample.checkpoint(named, 2, "state-5.safetensors");
    checkpoints.add(checkpoint);
    store.put(new ObjectKey(checkpoint.key()), Content.of(new byte[1], Content.BINARY));
    points.put(named.id(), WorkState.DONE, NOON, 1, null);

    pass(AFTER_DONE);

    assertThat(store.exists(new ObjectKey(checkpoint.key()))).isTrue();
  }

  @Test
  void doesARoundAgainThatBrokeOff() {
    stored("e1/state-20.safetensors");
    points.put(job, WorkState.DONE, NOON, 1, 20L);
    points.giveUp(job, 1);

    pass(AFTER_DONE);

    assertThat(files()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time).plusMillis(1);
    duty.perform();
  }

  private void stored(String... names) {
    for (String name : names) {
      store.put(new ObjectKey("jobs/" + job + "/" + name), Content.of(new byte[1], Content.BINARY));
    }
  }

  private List<String> files() {
    String folder = "jobs/" + job + "/";
    return store.list(folder).stream()
        .map(ListedObject::key)
        .map(key -> key.value().substring(folder.length()))
        .toList();
  }
}
