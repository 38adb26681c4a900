package dev.lorafoundry.api.loratask;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.loratask.LoraTaskForm.SourceForm;
import dev.lorafoundry.api.project.EveryVersionOpen;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionOperations;

final class LoraTaskDeskTest {
  private final InMemoryLoraTasks tasks = new InMemoryLoraTasks();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final LoraTaskListener listener =
      new LoraTaskListener(tasks, checkpoints, (topic, subject, version, run) -> {});
  private final WorkQueue queue = QueueInMemory.queue(listener);
  private final LoraTaskDesk desk =
      new LoraTaskDesk(
          tasks,
          new LoraTaskChecks(new Sources(checkpoints, jobs)),
          new EveryVersionOpen(),
          queue,
          TransactionOperations.withoutTransaction(),
          () -> NOON);
  private final VersionId version = VersionId.random();

  @Test
  void queuesWhatIsAskedFor() {
    Checkpoint one = saved();
    Checkpoint other = saved();

    LoraTask task =
        desk.ask(version, merge(Map.of("rank", 8), source(one, 0.5), source(other, null)));

    assertThat(task.ticket().name()).isEqualTo("starz-v5-000002-merged");
    assertThat(task.ticket().sources())
        .extracting(source -> source.lora().checkpoint(), source -> source.weight())
        .containsExactly(tuple(one.id(), 0.5), tuple(other.id(), 1.0));
    assertThat(task.ticket().settings().rank()).isEqualTo(8);
    assertThat(queue.status(task.work())).isPresent();
    assertThat(tasks.find(task.id())).contains(task);
  }

  @Test
  void whatIsMadeStandsAmongTheCheckpointsAndCanBeUsedAgain() {
    Checkpoint source = saved();
    LoraTask task = desk.ask(version, resize(Map.of("rank", 4), "small", source(source, null)));

    listener.told(
        new LoraTaskEvent.Finished(
            task.id(),
            new EventHeader(new LeaseEpoch(1), 1, NOON),
            "loras/it",
            "00ff",
            77,
            new LoraTaskEvent.Ranks(3, 4, 4, 0.9)));

    LoraTask.Result result = desk.find(task.id()).result();
    assertThat(result).isNotNull();
    Checkpoint made = checkpoints.find(result.checkpoint()).orElseThrow();
    assertThat(made.name()).isEqualTo("small.safetensors");
    assertThat(made.nameWith("job")).isEqualTo("small.safetensors");
    assertThat(made.version()).isEqualTo(version);
    assertThat(made.job()).isEqualTo(source.job());
    assertThat(made.task()).isEqualTo(task.id());
    assertThat(checkpoints.ofJob(source.job())).containsExactly(source);
    LoraTask again = desk.ask(version, resize(Map.of("rank", 900), null, source(made, null)));
    assertThat(again.ticket().name()).isEqualTo("small-resized");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    Checkpoint dropped = saved();
    checkpoints.drop(dropped.id(), NOON);
    UUID unknown = UUID.randomUUID();

    assertThatThrownBy(
            () ->
                desk.ask(
                    version,
                    new LoraTaskForm(
                        "merge",
                        "a/b",
                        Arrays.asList(
                            source(dropped, 0.0),
                            new SourceForm(unknown, 11.0),
                            new SourceForm(null, null)),
                        Map.of("rnk", 4, "savePrecision", "fp8"))))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContainingAll(
            "did you mean rank?",
            "savePrecision",
            "The file of checkpoint " + dropped.id() + " was dropped",
            "Weight 0.0 of",
            "There is no checkpoint " + unknown,
            "Weight 11.0 of",
            "has no checkpointId",
            "'a/b'");
    assertThat(tasks.countOfVersion(version)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge | 1 | 1 sources are given to merge: name 2 to 20",
        "resize | 2 | 2 sources are given to resize: name one",
        "resize | 0 | 0 sources are given to resize"
      })
  void wantsAsManySourcesAsTheKindTakes(String kind, int count, String message) {
    List<SourceForm> sources =
        IntStream.range(0, count).mapToObj(i -> source(saved(), null)).toList();

    assertThatThrownBy(() -> desk.ask(version, new LoraTaskForm(kind, null, sources, Map.of())))
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatCanNotBeMade() {
    Checkpoint checkpoint = saved();

    assertRefused(
        new LoraTaskForm(null, "x:y", List.of(source(checkpoint, null)), Map.of("kind", "merge")),
        "kind stands beside settings",
        "kind is missing",
        "can't be that of a file");
    assertRefused(
        resize(Map.of("rank", 129), null, source(checkpoint, 2.0)),
        "rank 129 is larger than that of checkpoint " + checkpoint.id(),
        "at most 128",
        "Weight 2.0 has no use");
    Checkpoint dora = saved(SettingsCatalogue.TRAINING.read(Map.of("dora", "inputs")));
    assertRefused(
        resize(Map.of("rank", 4), null, source(dora, null)),
        "Checkpoint " + dora.id() + " is a DoRA");
  }

  @Test
  void cancelsWhatWaits() {
    LoraTask task = desk.ask(version, resize(Map.of(), null, source(saved(), null)));

    LoraTask cancelled = desk.cancel(task.id(), "Not wanted.");

    assertThat(cancelled.standing().state()).isEqualTo(WorkState.CANCELLED);
    assertThat(cancelled.standing().reason()).isEqualTo("Not wanted.");
    assertThatThrownBy(() -> desk.cancel(task.id(), "Again."))
        .isInstanceOf(TransitionRefused.class);
    LoraTaskId unknown = LoraTaskId.random();
    assertThatThrownBy(() -> desk.cancel(unknown, "Not wanted."))
        .isInstanceOf(LoraTaskNotFound.class)
        .hasMessageContaining(unknown.toString());
  }

  private void assertRefused(LoraTaskForm form, String... parts) {
    assertThatThrownBy(() -> desk.ask(version, form))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContainingAll(parts);
  }

  private Checkpoint saved() {
    return saved(SettingsCatalogue.TRAINING.read(Map.of()));
  }

  private Checkpoint saved(TrainingSettings settings) {
    JobTicket ticket = JobExample.job(RunId.random(), VersionId.random(), "a").ticket();
    Job job =
        Job.submitted(
            new JobTicket(
                JobId.random(),
                ticket.run(),
                ticket.version(),
                ticket.name(),
                ticket.baseModel(),
                ticket.snapshotKey(),
                settings,
                ticket.priority(),
                ticket.plannedSteps(),
                ticket.createdAt(),
                null));
    jobs.add(job);
    Checkpoint checkpoint = CheckpointExample.checkpoint(job, 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }

  private static SourceForm source(Checkpoint checkpoint, @Nullable Double weight) {
    return new SourceForm(checkpoint.id().value(), weight);
  }

  private static LoraTaskForm merge(Map<String, Object> settings, SourceForm... sources) {
    return new LoraTaskForm("merge", null, List.of(sources), Map.copyOf(settings));
  }

  private static LoraTaskForm resize(
      Map<String, Object> settings, @Nullable String name, SourceForm... sources) {
    return new LoraTaskForm("resize", name, List.of(sources), Map.copyOf(settings));
  }
}
