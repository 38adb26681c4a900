package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.dataset.DatasetExample.both;
import static dev.lorafoundry.api.dataset.DatasetExample.concept;
import static dev.lorafoundry.api.dataset.DatasetExample.ready;
import static dev.lorafoundry.api.dataset.DatasetExample.regularisation;
import static dev.lorafoundry.api.dataset.DatasetExample.sized;
import static dev.lorafoundry.api.dataset.DatasetExample.unready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.InMemoryModels;
import dev.lorafoundry.api.model.InMemoryVaes;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.api.worker.InMemoryWorkers;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.training.TrainingLength;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunPlannerTest {
  private final Version version =
      new Version(VersionId.random(), "v1", ProjectId.random(), "starz");
  private final BaseModelId model = BaseModelId.random();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryWorkers workers = new InMemoryWorkers();
  private Family family = Family.SD1;
  private DatasetSummary dataset = DatasetExample.ready(10);
  private OptionalDouble speed = OptionalDouble.empty();

  @Test
  void plansOneJobPerCombination() {
    RunPlan plan = plan(grid("learningRate", "1e-4,2e-4", "optimizer", "Lion,AdamW"));

    assertThat(plan.jobs())
        .extracting(PlannedJob::name)
        .containsExactly(
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64",
            "starter-bs-1-ep-20-op-AdamW-lr-0_0001-net-8-ap-64",
            "starter-bs-1-ep-20-op-Lion-lr-0_0002-net-8-ap-64",
            "starter-bs-1-ep-20-op-AdamW-lr-0_0002-net-8-ap-64");
  }

  @Test
  void plansOneJobPerRowOfWhatGoesTogether() {
    Map<String, @Nullable Object> settings =
        grid("rank", "4,8", "learningRate", "1e-4,2e-4", "unetLearningRate", "1e-4,3e-4");

    RunPlan plan =
        planner()
            .plan(
                zipped(settings, WrittenArguments.NONE, "learningRate", "unetLearningRate"),
                Existing.named(Set.of()));

    assertThat(plan.jobs())
        .extracting(PlannedJob::name)
        .containsExactly(
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-4-ap-64-ulr-0_0001",
            "starter-bs-1-ep-20-op-Lion-lr-0_0002-net-4-ap-64-ulr-0_0003",
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64-ulr-0_0001",
            "starter-bs-1-ep-20-op-Lion-lr-0_0002-net-8-ap-64-ulr-0_0003");
  }

  @Test
  void refusesThatArgumentsTakeTheValuesOfWhatGoesTogether() {
    RunRequest request =
        zipped(
            grid("rank", "4,8", "alpha", "2,4"),
            new WrittenArguments("--network_dim 8", ""),
            "rank",
            "alpha");

    assertThatThrownBy(() -> planner().plan(request, Existing.named(Set.of())))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("In what goes together (zip), rank has one value");
  }

  @Test
  void saysThatNothingIsMaskedWherePicturesKeptNoMasks() {
    assertThat(plan(grid("maskedLoss", "true,false")).notes())
        .containsExactly(
            "maskedLoss changes nothing, since no picture has a mask: upload some, or switch alphaMask of the preparation on, and prepare the pictures again.");

    dataset = DatasetExample.withMasks(dataset);

    assertThat(plan(grid("maskedLoss", "true,false")).notes()).isEmpty();
  }

  @Test
  void refusesToChooseFromWhatWasCutOff() {
    assertRefused(
        grid("randomCrop", "true,false"), "switch keepOverflow of the preparation on and prepare");
    assertThat(plan(grid("randomCrop", "false")).notes()).isEmpty();
  }

  @Test
  void saysThatPicturesLeaveNoChoice() {
    dataset = ready(concept("cat", 3, sized(7, 64, 64, new Overflow(0, 0))));

    assertThat(plan(grid("randomCrop", "true")).notes())
        .singleElement()
        .asString()
        .contains("every picture fills its size exactly: leave it out");

    dataset = ready(concept("cat", 3, sized(7, 64, 64, new Overflow(0, 9))));

    assertThat(plan(grid("randomCrop", "true")).notes()).isEmpty();
  }

  @Test
  void saysWhichSettingsChangeNothing() {
    RunPlan plan = plan(grid("optimizer", "Lion,AdamW", "epsilon", 1e-6, "momentum", 0.5));

    assertThat(plan.notes())
        .containsExactly(
            "epsilon is not used with optimizer Lion (1 of 2 jobs).",
            "momentum is not used with optimizer Lion (1 of 2 jobs).",
            "momentum is not used with optimizer AdamW (1 of 2 jobs).");
    assertThat(plan(grid("numCycles", 3)).notes())
        .containsExactly("numCycles is not used with scheduler cosine.");
  }

  @Test
  void countsStepsAsTheTrainerDoes() {
    dataset = ready(concept("cat", 3, both(sized(7, 64, 64), sized(7, 3, 64, 96))));

    RunPlan plan = plan(grid("batchSize", 4, "epochs", 5, "gradientAccumulationSteps", 2));

    // 21 and 9 samples: 6 + 3 batches, 5 updates an epoch
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(0, 30, 5, 25));
    assertThat(plan.totalSteps()).isEqualTo(25);
  }

  @Test
  void countsNoStepsForPicturesThatAreHeldOut() {
    dataset =
        ready(
            concept("cat", 3, both(sized(5, 64, 64), sized(5, 5, 64, 96))),
            concept("dog", 2, sized(10, 3, 64, 96)));

    RunPlan plan = plan(grid("batchSize", 2, "epochs", 3, "validationSplit", 0.2));

    // of ten cats two are held out, one of each size by this seed, and of three dogs one: an epoch
    // shows 12 samples of one size and 12 and 4 of the other
    assertThat(dataset.samplesPerEpoch()).isEqualTo(36);
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(3, 28, 14, 42));
  }

  @Test
  void holdsOutNoPicturesForRegularisation() {
    dataset =
        ready(concept("cat", 3, sized(2, 64, 64)), regularisation("cats", 1, sized(2, 8, 64, 64)));

    RunPlan plan = plan(grid("batchSize", 1, "epochs", 1, "validationSplit", 0.5));

    // one of two is held out, and half of the others is enough then
    assertThat(plan.jobs().get(0).length()).isEqualTo(new TrainingLength(1, 6, 6, 6));
  }

  @Test
  void refusesToHoldOutTheOnlyPicture() {
    dataset = ready(concept("cat", 40, sized(1, 64, 64)), concept("dog", 40, sized(1, 1, 64, 64)));

    assertRefused(grid("validationSplit", 0.1), "no concept has more than a single one");
  }

  @Test
  void refusesABatchLargerThanWhatIsTrainedOn() {
    assertThat(plan(grid("batchSize", 36, "validationSplit", 0.1)).jobs()).hasSize(1);
    assertRefused(
        grid("batchSize", 37, "validationSplit", 0.1), "batchSize 37 is larger than the dataset");
  }

  @Test
  void refusesMoreCombinationsThanAllowed() {
    assertRefused(grid("epochs", "1,2,3,4,5,6,7"), "The grid has 7 combinations, at most 6");
  }

  @Test
  void refusesAnEmptyDataset() {
    dataset = unready(0, "The dataset is empty.");

    assertRefused(grid(), "The dataset is empty");
  }

  @Test
  void saysOfADatasetWhatItSaysOfItselfAlone() {
    dataset = unready(12, "None can be used.");

    assertThatThrownBy(() -> plan(grid()))
        .isInstanceOfSatisfying(
            RunRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(SettingProblem::message)
                    .containsExactly("None can be used."));
  }

  @Test
  void refusesABatchLargerThanTheDataset() {
    assertRefused(grid("batchSize", 41), "batchSize 41 is larger than the dataset", "40");
    assertThat(plan(grid("batchSize", 40)).jobs()).hasSize(1);
  }

  @Test
  void tellsOfWhatMayNotBeMeant() {
    assertThat(plan(grid("rank", "16,65")).notes())
        .singleElement()
        .asString()
        .startsWith("rank 65 is larger than the smallest layer")
        .endsWith("64 would do as much (1 of 2 jobs).");
    assertThat(plan(grid("zeroTerminalSnr", true)).notes())
        .singleElement()
        .asString()
        .startsWith("zeroTerminalSnr is made for base models that predict v");
  }

  @Test
  void refusesWhatTheTrainerWouldRefuse() {
    assertRefused(grid("scheduler", "constant", "warmup", 5), "use constant_with_warmup");
    assertRefused(
        grid("optimizer", "Prodigy", "unetLearningRate", 0.5), "finds one step size for both");
    assertRefused(grid("optimizer", "DAdaptAdam", "loraPlusRatio", 4), "LoRA+ is not allowed");
    assertRefused(grid("scaleVPrediction", true), "a base model that predicts noise");
    assertRefused(grid("blockRanks", "4 4"), "blockRanks has 2 numbers", "25 blocks");
    assertRefused(grid("clipSkip", 5), "the base model's text encoder has 4 layers");
    assertRefused(
        grid("scheduler", "warmup_stable_decay", "warmup", 30, "decaySteps", 30, "epochs", 1),
        "30 and 30 steps, but the training has 40");
  }

  @Test
  void refusesAllAtOnce() {
    dataset = unready(0, "The dataset is empty.");

    assertThatThrownBy(
            () -> plan(grid("clipSkip", 5, "scheduler", "warmup_stable_decay", "warmup", 30)))
        .isInstanceOfSatisfying(
            RunRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(SettingProblem::setting)
                    .containsExactly("dataset", "clipSkip"));
  }

  @Test
  void plansTrainingsOfEveryFamily() {
    for (Family each : Family.values()) {
      family = each;
      assertThat(plan(grid()).jobs()).hasSize(1);
    }
  }

  @Test
  void refusesAnotherLayerOfSdxlsTextEncoders() {
    assertThat(plan(grid("clipSkip", 2)).jobs()).hasSize(1);
    family = Family.SDXL;

    assertRefused(grid("clipSkip", "1,2"), "clipSkip 2 is not allowed", "SDXL", "leave it at 1");
  }

  @Test
  void refusesAnUnknownBaseModel() {
    RunRequest request = request(BaseModelId.random(), grid(), Map.of());

    assertThatThrownBy(() -> planner().plan(request, Existing.named(Set.of())))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("There is no base model");
  }

  @Test
  void refusesAnUnknownVersion() {
    RunRequest request =
        new RunRequest(VersionId.random(), model, Map.of(), Map.of(), true, Priority.NORMAL);

    assertThatThrownBy(() -> planner().plan(request, Existing.named(Set.of())))
        .isInstanceOf(VersionNotFound.class);
  }

  @Test
  void refusesSettingsThatContradictEachOther() {
    assertRefused(
        grid("minTimestep", 500, "maxTimestep", "400,1000"),
        "minTimestep 500 must be below maxTimestep, which is 400");
  }

  @Test
  void namesWhereTheLorasAreThatJobsBeginWith() {
    Checkpoint start = saved(Family.SD1, Map.of("rank", 8));
    Checkpoint other = saved(Family.SD1, Map.of("rank", 4));

    RunPlan plan =
        plan(
            grid(
                "startFrom", start.id().toString(),
                "mergeBefore", other.id() + " " + start.id(),
                "mergeMultipliers", List.of("0.5", "1 -1")));

    assertThat(plan.jobs())
        .extracting(PlannedJob::name)
        .containsExactly(
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64-mm-0_5",
            "starter-bs-1-ep-20-op-Lion-lr-0_0001-net-8-ap-64-mm-1-1");
    assertThat(plan.jobs())
        .allSatisfy(
            job ->
                assertThat(job.loras())
                    .containsExactly(
                        new LoraReference(start.id(), start.name(), start.key(), start.sha256()),
                        new LoraReference(other.id(), other.name(), other.key(), other.sha256())));
  }

  @Test
  void refusesLorasThatNobodySaved() {
    String id = CheckpointId.random().toString();

    assertRefused(grid("startFrom", id), "startFrom names checkpoint " + id, "does not exist");
    assertRefused(grid("mergeBefore", id), "mergeBefore names checkpoint " + id, "does not exist");
  }

  @Test
  void refusesLorasThatWereDropped() {
    Checkpoint checkpoint = saved(Family.SD1, Map.of("rank", 8, "alpha", 64));
    checkpoints.drop(checkpoint.id(), Instant.EPOCH);

    assertRefused(grid("startFrom", checkpoint.id().toString()), "whose file was dropped");
  }

  @Test
  void refusesLorasOfAnotherFamily() {
    Checkpoint checkpoint = saved(Family.SDXL, Map.of("rank", 8));

    assertRefused(
        grid("startFrom", checkpoint.id().toString()), "family SDXL", "this one is of family SD1");
    assertRefused(
        grid("mergeBefore", checkpoint.id().toString()),
        "family SDXL",
        "this one is of family SD1");
  }

  @Test
  void refusesOtherRanksThanThoseOfTheLora() {
    String id = saved(Family.SD1, Map.of("rank", 4, "alpha", 2)).id().toString();

    assertRefused(
        grid("startFrom", id),
        "rank 8 is not that of checkpoint " + id + ", which startFrom names: use 4",
        "alpha 64.0 is not that");
    assertThat(plan(grid("startFrom", id, "ranksFromStart", true)).jobs()).hasSize(1);
    assertThat(plan(grid("startFrom", id, "rank", 4, "alpha", 2)).jobs()).hasSize(1);
  }

  @Test
  void tellsOfAnUnknownVaeBesideSettingsThatContradictEachOther() {
    assertRefused(
        grid("vae", "0b1c2d3e-0000-4000-8000-00000000000a", "ranksFromStart", true),
        "ranksFromStart true needs startFrom",
        "vae names VAE 0b1c2d3e-0000-4000-8000-00000000000a, which does not exist");
  }

  @Test
  void tellsThatHalvesAreDearWhereNoWorkerHasAGpu() {
    String dear = "precision bf16 takes more time and memory on a CPU than fp32";
    report("w1", "cpu, 2 threads");

    assertThat(plan(grid("precision", List.of("fp32", "bf16"))).notes())
        .anyMatch(note -> note.startsWith(dear) && note.endsWith("(1 of 2 jobs)."));

    report("w2", "cuda:0");
    assertThat(plan(grid("precision", "bf16")).notes()).noneMatch(note -> note.startsWith(dear));
  }

  @Test
  void refusesLorasOfPartsThatAreNotTrained() {
    String id = saved(Family.SD1, Map.of("rank", 8, "convRank", 4)).id().toString();

    assertRefused(
        grid("startFrom", id, "train", "unet_only"),
        "train unet_only does not cover checkpoint " + id,
        "convRank (absent) is not that of checkpoint " + id + ", which startFrom names: use 4");
  }

  @Test
  void refusesAnotherNetworkThanThatOfTheLora() {
    String id = saved(Family.SD1, Map.of("network", "LoHa")).id().toString();

    assertRefused(
        grid("startFrom", id, "ranksFromStart", true),
        "network LoRA is not that of checkpoint " + id + ", which startFrom names: use LoHa");
    assertThat(plan(grid("startFrom", id, "ranksFromStart", true, "network", "LoHa")).jobs())
        .hasSize(1);
  }

  @Test
  void refusesOtherMagnitudesThanThoseOfTheLora() {
    String id = saved(Family.SD1, Map.of("dora", "inputs", "rank", 8)).id().toString();

    assertRefused(
        grid("startFrom", id),
        "dora off is not that of checkpoint " + id + ", which startFrom names: use inputs");
    assertThat(plan(grid("startFrom", id, "dora", "inputs", "alpha", 64)).jobs()).hasSize(1);
  }

  @Test
  void namesNetworksAndMagnitudesApart() {
    assertThat(plan(grid("dora", "off,inputs,outputs")).jobs())
        .extracting(PlannedJob::name)
        .doesNotHaveDuplicates()
        .hasSize(3)
        .anySatisfy(name -> assertThat(name).endsWith("-dora-inputs"));
    assertRefused(
        grid("network", "LoRA,LoHa", "dora", "off,inputs"),
        "dora inputs is not allowed with network LoHa: choose dora off, or network LoRA");
  }

  @Test
  void refusesAnotherFactorThanThatOfTheLokr() {
    Map<String, Object> trained = Map.of("network", "LoKr", "lokrFactor", 8, "rank", 8);
    String id = saved(Family.SD1, trained).id().toString();

    assertRefused(
        grid("startFrom", id, "network", "LoKr", "lokrFactor", 4),
        "lokrFactor 4 is not that of checkpoint " + id + ", which startFrom names: use 8");
    assertThat(plan(grid("startFrom", id, "network", "LoKr", "lokrFactor", 8)).jobs()).hasSize(1);
  }

  private Checkpoint saved(Family trained, Map<String, Object> settings) {
    JobTicket ticket = JobExample.job(RunId.random(), version.id(), "a").ticket();
    BaseModelReference of =
        new BaseModelReference(
            model, "other", trained, PredictionType.EPSILON, "00", 1, "models/00", null);
    Job job =
        Job.submitted(
            new JobTicket(
                JobId.random(),
                ticket.run(),
                ticket.version(),
                ticket.name(),
                of,
                ticket.snapshotKey(),
                SettingsCatalogue.TRAINING.read(settings),
                ticket.priority(),
                ticket.plannedSteps(),
                ticket.createdAt()));
    jobs.add(job);
    Checkpoint checkpoint = CheckpointExample.checkpoint(job, 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }

  @Test
  void refusesPreviewsOfTooManyPictures() {
    RunRequest request = request(model, grid(), Map.of("batchSize", 100, "batchCount", 5));

    assertThatThrownBy(() -> planner().plan(request, Existing.named(Set.of())))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("Each preview would have 2000 pictures, at most 400");
  }

  @Test
  void tellsEveryProblemAtOnce() {
    dataset = unready(0, "The dataset is empty.");
    RunRequest request =
        new RunRequest(
            version.id(),
            null,
            grid("learningRat", 1, "epochs", 0, "minTimestep", 500, "maxTimestep", 400),
            Map.of("widht", 64),
            true,
            "urgent",
            null,
            WrittenArguments.NONE,
            List.of(),
            false,
            new KeepForm(0, null),
            new HalvingForm("x", 0));

    assertThatThrownBy(() -> planner().plan(request, Existing.named(Set.of())))
        .isInstanceOfSatisfying(
            RunRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(SettingProblem::setting)
                    .containsExactly(
                        "baseModel",
                        "priority",
                        "learningRat",
                        "epochs",
                        "minTimestep",
                        "widht",
                        "keep.best",
                        "halving.eta",
                        "halving.minEpochs",
                        "dataset"));
  }

  @Test
  void estimatesFromMeasuredSpeed() {
    speed = OptionalDouble.of(8);

    Estimate estimate = plan(grid("epochs", "10,10,20")).estimate();

    // 400 and 800 steps at 8 a second
    assertThat(estimate.duration()).isEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void saysWhyThereIsNoEstimate() {
    Estimate estimate = plan(grid()).estimate();

    assertThat(estimate.duration()).isNull();
    assertThat(estimate.basis()).startsWith("No estimate");
  }

  private void assertRefused(Map<String, @Nullable Object> settings, String... parts) {
    assertThatThrownBy(() -> plan(settings))
        .isInstanceOf(RunRefused.class)
        .hasMessageContainingAll(parts);
  }

  private RunPlan plan(Map<String, @Nullable Object> settings) {
    return planner().plan(request(model, settings, Map.of()), Existing.named(Set.of()));
  }

  private RunRequest request(
      BaseModelId baseModel,
      Map<String, @Nullable Object> settings,
      Map<String, @Nullable Object> preview) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("rank", 8);
    return new RunRequest(version.id(), baseModel, all, preview, true, Priority.NORMAL);
  }

  private RunRequest zipped(
      Map<String, @Nullable Object> settings, WrittenArguments arguments, String... group) {
    return new RunRequest(
        version.id(),
        model.toString(),
        settings,
        Map.of(),
        true,
        null,
        null,
        arguments,
        List.of(List.of(group)),
        false,
        null,
        null);
  }

  private static Map<String, @Nullable Object> grid(Object... pairs) {
    Map<String, @Nullable Object> grid = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      grid.put((String) pairs[i], pairs[i + 1]);
    }
    return grid;
  }

  private void report(String id, String device) {
    workers.report(
        new WorkerReport(new WorkerId(id), Set.of(WorkKind.TRAINING), device, "1", null, false),
        Instant.EPOCH);
  }

  private RunPlanner planner() {
    BaseModelReference reference =
        new BaseModelReference(
            model,
            "starter",
            family,
            PredictionType.EPSILON,
            "00",
            1,
            "models/00.safetensors",
            null);
    Estimator estimator =
        new Estimator(
            (id, batch) -> speed,
            workers,
            new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)),
            () -> Instant.EPOCH,
            new MemoryEstimator(new InMemoryModels(), workers));
    return new RunPlanner(
        id -> Optional.of(version).filter(each -> each.id().equals(id)),
        id -> Optional.of(new BaseModel(reference, 64, 4)).filter(each -> id.equals(model)),
        new FixedDataset(),
        estimator,
        new RunSettings(6, 1000, 400, 500),
        new Presets(List.of()),
        new StartingLoras(checkpoints, jobs),
        new ChosenVaes(new InMemoryVaes()));
  }

  private final class FixedDataset implements Snapshots {
    @Override
    public DatasetSummary summary(VersionId id) {
      return dataset;
    }

    @Override
    public Optional<String> key(VersionId id) {
      return Optional.of("snapshots/00.json");
    }

    @Override
    public Snapshot take(VersionId id) {
      return new Snapshot(new SnapshotReference("00", "snapshots/00.json"), dataset);
    }
  }
}
