package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.access.PeopleExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.idempotency.KeyTaken;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.InMemoryLoras;
import dev.lorafoundry.api.model.InMemoryModels;
import dev.lorafoundry.api.model.InMemoryVaes;
import dev.lorafoundry.api.model.VaeExample;
import dev.lorafoundry.api.preset.InMemoryOwnPresets;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.project.EveryVersionOpen;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.api.worker.InMemoryWorkers;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VaeReference;
import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

final class RunStarterTest {
  private final Version version =
      new Version(VersionId.random(), "v1", ProjectId.random(), "starz");
  private final BaseModelId model = BaseModelId.random();
  private @Nullable VaeReference vae;
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryVaes vaes = new InMemoryVaes();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final WorkQueue queue = QueueInMemory.queue();
  private final CountedSnapshots datasets = new CountedSnapshots();
  private final RunStarter starter = starter(TransactionOperations.withoutTransaction());

  @Test
  void startsARunWithAJobForEachCombinationAndAPlaceInTheQueue() {
    RunId run = starter.start(request(Map.of("optimizer", "Lion,AdamW", "rank", 8)));

    List<Job> started = jobs.ofRun(run);
    assertThat(runs.find(run)).get().extracting(Run::priority).isEqualTo(Priority.HIGH);
    assertThat(started)
        .extracting(job -> job.ticket().name())
        .containsExactly(
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64",
            "starter-bs-1-ep-20-op-AdamW-lr-0_0001-net-8-ap-64");
    assertThat(started)
        .allSatisfy(
            job ->
                assertThat(queue.status(job.work()).orElseThrow().state())
                    .isEqualTo(WorkState.QUEUED));
    assertThat(datasets.taken).isEqualTo(1);
  }

  @Test
  void jobsHaveTheVaeThatTheirSettingsName() {
    VaeReference one = vaes.add(VaeExample.of("01")).reference();
    VaeReference other = vaes.add(VaeExample.of("02")).reference();

    RunId run = starter.start(request(Map.of("vae", one.id() + "," + other.id(), "rank", 8)));

    assertThat(jobs.ofRun(run))
        .extracting(job -> job.ticket().baseModel().vae())
        .containsExactly(one, other);
    assertThat(jobs.ofRun(run))
        .extracting(job -> job.ticket().name())
        .allMatch(name -> name.contains("-vae-"))
        .doesNotHaveDuplicates();
  }

  @Test
  void givesNamesThatTheVersionDoesNotHaveYet() {
    RunId first = starter.start(request(Map.of("rank", 8)));
    RunId second = starter.start(request(Map.of("rank", 8)));

    String name = jobs.ofRun(first).get(0).ticket().name();
    assertThat(jobs.ofRun(second))
        .extracting(job -> job.ticket().name())
        .containsExactly(name + "-2");
  }

  @Test
  void drawsThePreviewsSeedsOnceForTheWholeRun() {
    RunId run = starter.start(request(Map.of("rank", 8)));

    assertThat(runs.find(run).orElseThrow().preview().seeds()).isNotEmpty().doesNotContain(-1L);
  }

  @Test
  void plansWithTheDatasetThatItFroze() {
    datasets.frozenPictures = 5;

    RunId run = starter.start(request(Map.of("rank", 8, "epochs", 1)));

    assertThat(jobs.ofRun(run).get(0).ticket().plannedSteps()).isEqualTo(20);
  }

  @Test
  void changesNothingWhereItOnlyPlans() {
    RunPlan plan = starter.plan(request(Map.of("rank", "8,16")));

    assertThat(plan.jobs()).hasSize(2);
    assertThat(runs.count(version.id())).isZero();
    assertThat(datasets.taken).isZero();
  }

  @Test
  void freezesNoDatasetForARunThatIsRefused() {
    assertThatThrownBy(() -> starter.start(request(Map.of("epochs", 0))))
        .isInstanceOf(RunRefused.class);

    assertThat(runs.count(version.id())).isZero();
    assertThat(datasets.taken).isZero();
  }

  @Test
  void leavesOutWhatIsThereAlready() {
    starter.start(request(Map.of("rank", 8)));

    RunPlan plan = starter.plan(skipping(Map.of("rank", "8,16")));
    RunId run = starter.start(skipping(Map.of("rank", "8,16")));

    String note =
        "Combination rank 8 is there already: job starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64,"
            + " which is waiting.";
    assertThat(plan.notes()).containsExactly(note);
    assertThat(plan.jobs())
        .extracting(RunPlan.PlannedJob::name)
        .containsExactly("starter-bs-1-ep-20-op-Lion-lr-0_0001-net-16-ap-64");
    assertThat(jobs.ofRun(run))
        .extracting(job -> job.ticket().settings().network().rank())
        .containsExactly(16);
    assertThat(runs.find(run).orElseThrow().notes()).containsExactly(note);
  }

  @Test
  void countsWhatIsLeftOfAGridThatIsThereInPart() {
    starter.start(request(seeds(1, 6)));

    assertThat(starter.plan(skipping(seeds(1, 9))).jobs()).hasSize(3);
    assertThat(jobs.ofRun(starter.start(skipping(seeds(1, 9))))).hasSize(3);
    assertThatThrownBy(() -> starter.start(skipping(seeds(1, 16))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("The grid has 7 combinations that are not there already, at most 6");
  }

  @Test
  void looksThroughAGridOfTenTimesTheJobs() {
    assertThatThrownBy(() -> starter.start(skipping(seeds(1, 60))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("The grid has 60 combinations that are not there already");
    assertThatThrownBy(() -> starter.start(skipping(seeds(1, 61))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("The grid has 61 combinations, at most 60 are looked at");
  }

  @Test
  void sumsUpWhatItLeavesOut() {
    starter.start(request(seeds(1, 6)));
    starter.start(request(seeds(7, 10)));
    assertThat(starter.plan(skipping(seeds(1, 11))).notes()).hasSize(10);

    starter.start(request(seeds(11, 12)));
    assertThat(starter.plan(skipping(seeds(1, 13))).notes())
        .hasSize(11)
        .endsWith("And 2 more combinations are there already.");
  }

  private static Map<String, Object> seeds(int first, int last) {
    return Map.of("rank", 8, "seed", IntStream.rangeClosed(first, last).boxed().toList());
  }

  @Test
  void refusesARunOfWhichNothingIsLeft() {
    starter.start(request(Map.of("rank", "8,16")));

    assertThatThrownBy(() -> starter.plan(skipping(Map.of("rank", 8))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContainingAll("The only combination is there already: job starter-", "waiting");
    assertThatThrownBy(() -> starter.start(skipping(Map.of("rank", "16,8"))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContainingAll("All 2 combinations are there already", "-net-16-", "leave");
    assertThat(runs.count(version.id())).isEqualTo(1);
  }

  @Test
  void trainsAgainWhatIsDifferentOrWasNotFinished() {
    RunId run = starter.start(request(Map.of("rank", 8)));

    assertThat(starter.plan(skipping(Map.of("rank", 8, "seed", 24))).jobs()).hasSize(1);
    datasets.key = "snapshots/01.json";
    assertThat(starter.plan(skipping(Map.of("rank", 8))).jobs()).hasSize(1);
    datasets.key = "snapshots/00.json";
    jobs.save(JobExample.cancelled(jobs.ofRun(run).get(0)));
    assertThat(starter.plan(skipping(Map.of("rank", 8))).jobs()).hasSize(1);
  }

  @Test
  void whatIsSaidOfATrainingMakesNoOtherOfIt() {
    starter.start(request(Map.of("rank", 8)));

    assertThatThrownBy(
            () -> starter.plan(skipping(Map.of("rank", 8, "metadataTitle", "Stars at night"))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("The only combination is there already");
  }

  @Test
  void trainsAgainWhatWasEndedForBeingWeak() {
    RunId run = starter.start(request(Map.of("rank", "8,16")));
    jobs.save(JobExample.cutShort(jobs.ofRun(run).get(0)));
    jobs.save(JobExample.trained(jobs.ofRun(run).get(1)));

    RunPlan plan = starter.plan(skipping(Map.of("rank", "8,16")));

    assertThat(plan.jobs()).extracting(job -> job.settings().network().rank()).containsExactly(8);
    assertThat(plan.notes())
        .singleElement()
        .asString()
        .contains("rank 16 is there already", "done");
  }

  @Test
  void leavesOutWhatWasStartedMeanwhile() {
    RunStarter late = starter(new Preceded(() -> starter.start(request(Map.of("rank", 8)))));

    assertThatThrownBy(() -> late.start(skipping(Map.of("rank", 8))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("is there already");
    assertThat(runs.count(version.id())).isEqualTo(1);
  }

  /** Otherwise a request that comes twice is told of its own jobs, and not its own answer. */
  @Test
  void looksForWhatIsThereOnceItHasItsKey() {
    starter.start(skipping(Map.of("rank", 8)));
    RunStarter again =
        starter(
            new Preceded(
                () -> {
                  throw new KeyTaken();
                }));

    assertThatThrownBy(() -> again.start(skipping(Map.of("rank", 8)))).isInstanceOf(KeyTaken.class);
  }

  /** Transactions that something happens before. */
  private record Preceded(Runnable other) implements TransactionOperations {
    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      other.run();
      return TransactionOperations.withoutTransaction().execute(action);
    }
  }

  @Test
  void trainsAgainWhereTheModelIsUsedWithAnotherVae() {
    starter.start(skipping(Map.of("rank", 8)));
    vae = VaeExample.of("ab").reference();
    RunStarter later = starter(TransactionOperations.withoutTransaction());

    later.start(skipping(Map.of("rank", 8)));

    assertThat(runs.count(version.id())).isEqualTo(2);
    assertThatThrownBy(() -> later.start(skipping(Map.of("rank", 8))))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("is there already");
  }

  private RunRequest skipping(Map<String, Object> settings) {
    return new RunRequest(
        version.id(),
        model.toString(),
        settings,
        Map.of(),
        true,
        Priority.HIGH.label(),
        null,
        WrittenArguments.NONE,
        List.of(),
        true,
        null,
        null);
  }

  private RunRequest request(Map<String, Object> settings) {
    return new RunRequest(version.id(), model, settings, Map.of(), true, Priority.HIGH);
  }

  private RunStarter starter(TransactionOperations transactions) {
    BaseModelReference reference =
        new BaseModelReference(
            model, "starter", Family.SD1, PredictionType.EPSILON, "00", 1, "models/00", null, vae);
    Estimator estimator =
        new Estimator(
            (id, batch) -> OptionalDouble.empty(),
            new LiveTrainers(
                new InMemoryWorkers(),
                new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)),
                () -> Instant.EPOCH),
            new MemoryEstimator(new InMemoryModels(), new InMemoryWorkers()));
    RunPlanner planner =
        new RunPlanner(
            id -> Optional.of(version).filter(each -> each.id().equals(id)),
            id -> Optional.of(new BaseModel(reference, 64, 12)).filter(each -> id.equals(model)),
            datasets,
            estimator,
            new RunSettings(6, 1000, 400, 500),
            new Presets(List.of(), new InMemoryOwnPresets()),
            new StartingLoras(checkpoints, jobs, new InMemoryLoras(), new InMemoryModels()),
            new ChosenVaes(vaes));
    RunSubmission submission =
        new RunSubmission(
            runs,
            jobs,
            queue,
            PeopleExample.nobody(),
            new SeedDraw(new Random(1)),
            () -> Instant.EPOCH);
    return new RunStarter(
        planner, jobs, datasets, new EveryVersionOpen(), submission, transactions);
  }

  private static final class CountedSnapshots implements Snapshots {
    private int taken;
    private int frozenPictures = 10;
    private String key = "snapshots/00.json";

    @Override
    public DatasetSummary summary(VersionId id) {
      return DatasetExample.ready(10);
    }

    @Override
    public Optional<String> key(VersionId id) {
      return Optional.of(key);
    }

    @Override
    public Snapshot take(VersionId id) {
      taken++;
      return new Snapshot(new SnapshotReference("00", key), DatasetExample.ready(frozenPictures));
    }
  }
}
