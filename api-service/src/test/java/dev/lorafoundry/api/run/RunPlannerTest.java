package dev.lorafoundry.api.run;

import static dev.lorafoundry.api.dataset.DatasetExample.concept;
import static dev.lorafoundry.api.dataset.DatasetExample.ready;
import static dev.lorafoundry.api.dataset.DatasetExample.sized;
import static dev.lorafoundry.api.dataset.DatasetExample.unready;
import static dev.lorafoundry.api.run.PlannerExample.grid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.Framing.Overflow;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunPlannerTest {
  private final PlannerExample planner = new PlannerExample();

  @Test
  void plansOneJobPerCombination() {
    RunPlan plan = planner.plan(grid("learningRate", "1e-4,2e-4", "optimizer", "Lion,AdamW"));

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
        planner.plan(
            planner.zipped(settings, WrittenArguments.NONE, "learningRate", "unetLearningRate"));

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
        planner.zipped(
            grid("rank", "4,8", "alpha", "2,4"),
            new WrittenArguments("--network_dim 8", ""),
            "rank",
            "alpha");

    assertThatThrownBy(() -> planner.plan(request))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("In what goes together (zip), rank has one value");
  }

  @Test
  void saysThatNothingIsMaskedWherePicturesKeptNoMasks() {
    assertThat(planner.plan(grid("maskedLoss", "true,false")).notes())
        .containsExactly(
            "maskedLoss changes nothing, since no picture has a mask: upload some, or switch"
                + " alphaMask of the preparation on, and prepare the pictures again.");

    planner.dataset = DatasetExample.withMasks(planner.dataset);

    assertThat(planner.plan(grid("maskedLoss", "true,false")).notes()).isEmpty();
  }

  @Test
  void refusesToChooseFromWhatWasCutOff() {
    planner.assertRefused(
        grid("randomCrop", "true,false"), "switch keepOverflow of the preparation on and prepare");
    assertThat(planner.plan(grid("randomCrop", "false")).notes()).isEmpty();
  }

  @Test
  void saysThatPicturesLeaveNoChoice() {
    planner.dataset = ready(concept("cat", 3, sized(7, 64, 64, new Overflow(0, 0))));

    assertThat(planner.plan(grid("randomCrop", "true")).notes())
        .singleElement()
        .asString()
        .contains("every picture fills its size exactly: leave it out");

    planner.dataset = ready(concept("cat", 3, sized(7, 64, 64, new Overflow(0, 9))));

    assertThat(planner.plan(grid("randomCrop", "true")).notes()).isEmpty();
  }

  @Test
  void saysWhichSettingsChangeNothing() {
    RunPlan plan = planner.plan(grid("optimizer", "Lion,AdamW", "epsilon", 1e-6, "momentum", 0.5));

    assertThat(plan.notes())
        .containsExactly(
            "epsilon is not used with optimizer Lion (1 of 2 jobs).",
            "momentum is not used with optimizer Lion (1 of 2 jobs).",
            "momentum is not used with optimizer AdamW (1 of 2 jobs).");
    assertThat(planner.plan(grid("numCycles", 3)).notes())
        .containsExactly("numCycles is not used with scheduler cosine.");
  }

  @Test
  void refusesMoreCombinationsThanAllowed() {
    planner.assertRefused(
        grid("epochs", "1,2,3,4,5,6,7"), "The grid has 7 combinations, at most 6");
  }

  @Test
  void refusesAnEmptyDataset() {
    planner.dataset = unready(0, "The dataset is empty.");

    planner.assertRefused(grid(), "The dataset is empty");
  }

  @Test
  void saysOfADatasetWhatItSaysOfItselfAlone() {
    planner.dataset = unready(12, "None can be used.");

    assertThatThrownBy(() -> planner.plan(grid()))
        .isInstanceOfSatisfying(
            RunRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(SettingProblem::message)
                    .containsExactly("None can be used."));
  }

  @Test
  void tellsOfWhatMayNotBeMeant() {
    assertThat(planner.plan(grid("rank", "16,65")).notes())
        .singleElement()
        .asString()
        .startsWith("rank 65 is larger than the smallest layer")
        .endsWith("64 would do as much (1 of 2 jobs).");
    assertThat(planner.plan(grid("zeroTerminalSnr", true)).notes())
        .singleElement()
        .asString()
        .startsWith("zeroTerminalSnr is made for base models that predict v");
  }

  @Test
  void refusesWhatTheTrainerWouldRefuse() {
    planner.assertRefused(grid("scheduler", "constant", "warmup", 5), "use constant_with_warmup");
    planner.assertRefused(
        grid("optimizer", "Prodigy", "unetLearningRate", 0.5), "finds one step size for both");
    planner.assertRefused(
        grid("optimizer", "DAdaptAdam", "loraPlusRatio", 4), "LoRA+ is not allowed");
    planner.assertRefused(grid("scaleVPrediction", true), "a base model that predicts noise");
    planner.assertRefused(grid("blockRanks", "4 4"), "blockRanks has 2 numbers", "25 blocks");
    planner.assertRefused(grid("clipSkip", 5), "the base model's text encoder has 4 layers");
    planner.assertRefused(
        grid("scheduler", "warmup_stable_decay", "warmup", 30, "decaySteps", 30, "epochs", 1),
        "30 and 30 steps, but the training has 40");
  }

  @Test
  void refusesAllAtOnce() {
    planner.dataset = unready(0, "The dataset is empty.");

    assertThatThrownBy(
            () ->
                planner.plan(grid("clipSkip", 5, "scheduler", "warmup_stable_decay", "warmup", 30)))
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
      planner.family = each;
      assertThat(planner.plan(grid()).jobs()).hasSize(1);
    }
  }

  @Test
  void refusesAnotherLayerOfSdxlsTextEncoders() {
    assertThat(planner.plan(grid("clipSkip", 2)).jobs()).hasSize(1);
    planner.family = Family.SDXL;

    planner.assertRefused(
        grid("clipSkip", "1,2"), "clipSkip 2 is not allowed", "SDXL", "leave it at 1");
  }

  @Test
  void refusesAnUnknownBaseModel() {
    RunRequest request = planner.request(BaseModelId.random(), grid(), Map.of());

    assertThatThrownBy(() -> planner.plan(request))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("There is no base model");
  }

  @Test
  void refusesAnUnknownVersion() {
    RunRequest request =
        new RunRequest(
            VersionId.random(), planner.model, Map.of(), Map.of(), true, Priority.NORMAL);

    assertThatThrownBy(() -> planner.plan(request)).isInstanceOf(VersionNotFound.class);
  }

  @Test
  void refusesSettingsThatContradictEachOther() {
    planner.assertRefused(
        grid("minTimestep", 500, "maxTimestep", "400,1000"),
        "minTimestep 500 must be below maxTimestep, which is 400");
  }

  @Test
  void tellsOfAnUnknownVaeBesideSettingsThatContradictEachOther() {
    planner.assertRefused(
        grid("vae", "0b1c2d3e-0000-4000-8000-00000000000a", "ranksFromStart", true),
        "ranksFromStart true needs startFrom",
        "vae names VAE 0b1c2d3e-0000-4000-8000-00000000000a, which does not exist");
  }

  @Test
  void tellsThatHalvesAreDearWhereNoWorkerHasAGpu() {
    String dear = "precision bf16 takes more time and memory on a CPU than fp32";
    planner.report("w1", "cpu, 2 threads");

    assertThat(planner.plan(grid("precision", List.of("fp32", "bf16"))).notes())
        .anyMatch(note -> note.startsWith(dear) && note.endsWith("(1 of 2 jobs)."));

    planner.report("w2", "cuda:0");
    assertThat(planner.plan(grid("precision", "bf16")).notes())
        .noneMatch(note -> note.startsWith(dear));
  }

  @Test
  void namesNetworksAndMagnitudesApart() {
    assertThat(planner.plan(grid("dora", "off,inputs,outputs")).jobs())
        .extracting(PlannedJob::name)
        .doesNotHaveDuplicates()
        .hasSize(3)
        .anySatisfy(name -> assertThat(name).endsWith("-dora-inputs"));
    planner.assertRefused(
        grid("network", "LoRA,LoHa", "dora", "off,inputs"),
        "dora inputs is not allowed with network LoHa: choose dora off, or network LoRA");
  }

  @Test
  void refusesPreviewsOfTooManyPictures() {
    RunRequest request =
        planner.request(planner.model, grid(), Map.of("batchSize", 100, "batchCount", 5));

    assertThatThrownBy(() -> planner.plan(request))
        .isInstanceOf(RunRefused.class)
        .hasMessageContaining("Each preview would have 2000 pictures, at most 400");
  }

  @Test
  void tellsEveryProblemAtOnce() {
    planner.dataset = unready(0, "The dataset is empty.");
    RunRequest request =
        new RunRequest(
            planner.version.id(),
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

    assertThatThrownBy(() -> planner.plan(request))
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
}
