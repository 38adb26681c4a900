package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.lora.MergedLoras;
import dev.lorafoundry.diffusion.lora.WholeModel;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartFromTest {
  private static final String ID = "0b1c2d3e-0000-4000-8000-00000000000a";
  private static final Map<String, Object> FROM = Map.of("startFrom", ID);
  private static final Map<String, Object> RANKS = Map.of("startFrom", ID, "ranksFromStart", true);

  @TempDir Path folder;

  /** A LoRA that was trained for two steps. */
  private LoraFile trained(Family family, Map<String, ?> given) throws IOException {
    Map<String, Object> settings = new HashMap<>(given);
    settings.put("savePrecision", "float");
    try (TrainingSession session = Sessions.start(family, settings, Sessions.pictures())) {
      Sessions.take(session, 2, new ArrayList<>());
      return saved(session);
    }
  }

  private LoraFile saved(TrainingSession session) throws IOException {
    Path file = folder.resolve("lora.safetensors");
    session.saveLora(file, Sessions.METADATA);
    return LoraFile.read(file);
  }

  private static TrainingSession from(LoraFile lora, Family family, Map<String, ?> given) {
    return TrainingSession.start(
        WarmBase.once(Models.RUNTIME, Sessions.base(family)),
        Sessions.settings(given),
        Sessions.pictures(),
        Sessions::picture,
        Optional.of(lora));
  }

  /** What the model says with a network, whose weight is 1. */
  private static Map<String, float[]> said(
      Family family, LoraNetwork network, Map<String, StoredTensor> matrices) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("weight", Models.RUNTIME.scalar(1));
    Program program = WholeModel.adapted(family, Optional.of(network), inputs);
    Map<String, Tensor> tensors = new HashMap<>();
    program
        .parameters()
        .keySet()
        .forEach(name -> tensors.put(name, Models.tensor(matrices.get(name))));
    Map<String, float[]> all = new HashMap<>();
    try (Executable executable = Models.load(family, program, tensors);
        Outputs outputs = executable.run("all", inputs)) {
      WholeModel.outputs(family).forEach(name -> all.put(name, outputs.get(name).toFloats()));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({"SD1, lora", "SD1, locon", "SD2, lora", "SD2, locon", "SDXL, lora", "SDXL, locon"})
  void saysBeforeTheFirstStepWhatTheRenderedLoraSays(Family family, String file) {
    LoraFile lora = WholeModel.lora(family, file);

    TrainedNetwork trained =
        TrainedNetwork.of(Sessions.base(family), Sessions.settings(RANKS), Optional.of(lora));

    Map<String, float[]> rendered = said(family, lora.network(), lora.tensors());
    Map<String, float[]> started = said(family, trained.network(), trained.start(1, Map.of()));
    assertThat(trained.network().shapes())
        .containsExactlyInAnyOrderEntriesOf(lora.network().shapes());
    assertThat(trained.network().alphas())
        .containsExactlyInAnyOrderEntriesOf(lora.network().alphas());
    rendered.forEach((name, numbers) -> assertThat(started.get(name)).isEqualTo(numbers));
  }

  @ParameterizedTest
  @CsvSource({"SD1, ", "SD2, ", "SDXL, ", "SD1, 2"})
  void beginsWithTheNumbersOfALora(Family family, Integer convRank) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("convRank", convRank);
    LoraFile lora = trained(family, settings);
    settings.putAll(FROM);
    settings.put("savePrecision", "float");

    try (TrainingSession session = from(lora, family, settings)) {
      assertThat(saved(session).modelHash()).isEqualTo(lora.modelHash());
      Sessions.take(session, 1, new ArrayList<>());
      assertThat(saved(session).modelHash()).isNotEqualTo(lora.modelHash());
    }
  }

  @Test
  void takesRanksAndAlphasFromTheLora() throws IOException {
    LoraFile lora = trained(Family.SD1, Map.of("rank", 2, "alpha", 1.5, "convRank", 3));
    Map<String, Object> settings = new HashMap<>(RANKS);
    settings.putAll(Map.of("rank", 1024, "alpha", 7, "convRank", 1, "savePrecision", "float"));

    try (TrainingSession session = from(lora, Family.SD1, settings)) {
      assertThat(saved(session).modelHash()).isEqualTo(lora.modelHash());
      Sessions.take(session, 1, new ArrayList<>());
      assertThat(saved(session).network().shapes()).isEqualTo(lora.network().shapes());
    }
  }

  @Test
  void trainsThosePartsOfALoraThatAreAskedFor() throws IOException {
    LoraFile lora = trained(Family.SD1, Map.of());
    Map<String, Object> settings = new HashMap<>(RANKS);
    settings.put("train", "unet_only");

    try (TrainingSession session = from(lora, Family.SD1, settings)) {
      assertThat(saved(session).network().names())
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("lora_te"))
          .isSubsetOf(lora.network().names());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AdamW, 1e-3, upLrWeights, up_blocks",
    "Prodigy, 1, upLrWeights, up_blocks",
    "Prodigy, 1, downLrWeights, down_blocks"
  })
  void leavesBlocksOfWeightZeroAsTheyAreInTheLora(
      String optimiser, double rate, String weights, String blocks) throws IOException {
    LoraFile lora = trained(Family.SD1, Map.of("learningRate", 0.1));
    Map<String, Object> settings = new HashMap<>(RANKS);
    settings.putAll(Map.of("train", "unet_only", "savePrecision", "float"));
    settings.putAll(Map.of("optimizer", optimiser, "learningRate", rate, "scheduler", "constant"));
    StepReport whole;
    try (TrainingSession session = from(lora, Family.SD1, settings)) {
      whole = session.takeStep();
    }
    settings.put(weights, "zeros");

    try (TrainingSession session = from(lora, Family.SD1, settings)) {
      StepReport part = session.takeStep();
      Map<String, StoredTensor> saved = saved(session).tensors();

      assertThat(part.loss()).isCloseTo(whole.loss(), within(1e-6));
      assertThat(part.learningRate()).isEqualTo(rate);
      assertThat(saved.keySet()).anyMatch(name -> name.contains(blocks));
      saved.forEach(
          (name, tensor) ->
              assertThat(Arrays.equals(tensor.toFloats(), lora.tensors().get(name).toFloats()))
                  .as(name)
                  .isEqualTo(name.contains(blocks) || name.endsWith(".alpha")));
    }
  }

  @Test
  void refusesALoraOfWhichNothingWouldBeTrained() throws IOException {
    LoraFile lora = trained(Family.SD1, Map.of("train", "text_encoder_only"));
    Map<String, Object> settings = new HashMap<>(RANKS);
    settings.put("train", "unet_only");

    assertThatThrownBy(() -> from(lora, Family.SD1, settings))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("no module that this training changes: choose another train");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rank | 8 | rank, convRank and lokrFactor of this training make it [8,",
        "alpha | 2 | alpha and convAlpha of this training make it 2.0",
        "train | unet_only | this training has no such one: choose train",
        "blockRanks | 4 4 4 4 4 4 4 4 4 4 4 4 0 4 4 4 4 4 4 4 4 4 4 4 4 | has no such one"
      })
  void refusesWhatDoesNotFit(String setting, String value, String reason) throws IOException {
    LoraFile lora = trained(Family.SD1, Map.of());
    Map<String, Object> settings = new HashMap<>(FROM);
    settings.put(setting, value);

    assertThatThrownBy(() -> from(lora, Family.SD1, settings))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("The LoRA of startFrom has")
        .hasMessageContaining(reason);
  }

  @Test
  void refusesALoraOfAnotherFamily() {
    LoraFile lora = WholeModel.lora(Family.SD2, "lora");

    assertThatThrownBy(() -> from(lora, Family.SD1, RANKS))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("family");
  }

  @Test
  void aModelWithMergedLorasIsAnotherOne() throws IOException {
    TrainingBase base = Sessions.base();
    Map<String, Shape> shapes = base.file().shapes();
    LoraFile lora = WholeModel.lora(Family.SD1, "lora");
    Map<String, Object> frozen = Map.of("train", "unet_only");
    FrozenOutputs known = new FrozenOutputs(1 << 24);
    Path state = folder.resolve("state.safetensors");
    double plain = firstLoss(base, known, frozen, state);

    try (MergedLoras half = merged(shapes, lora, 0.5);
        MergedLoras whole = merged(shapes, lora, 1)) {
      double merged = firstLoss(base.with(half), known, frozen, folder.resolve("other"));
      double cold = firstLoss(base.with(half), new FrozenOutputs(0), frozen, folder.resolve("o"));

      assertThat(merged).isEqualTo(cold).isNotEqualTo(plain);
      assertThat(firstLoss(base, known, frozen, folder.resolve("p"))).isEqualTo(plain);
      assertRefusesState(base.with(half), frozen, state);
      assertRefusesState(base.with(whole), frozen, folder.resolve("other"));
      restore(base.with(half), frozen, folder.resolve("other"));
    }
  }

  private static MergedLoras merged(Map<String, Shape> shapes, LoraFile lora, double multiplier) {
    return MergedLoras.of(
        Models.RUNTIME, shapes, List.of(new MergedLoras.Merge("some", lora, multiplier)));
  }

  private static double firstLoss(
      TrainingBase base, FrozenOutputs known, Map<String, ?> settings, Path state)
      throws IOException {
    try (WarmBase warm = new WarmBase(Models.RUNTIME, base, known);
        TrainingSession session =
            TrainingSession.start(
                warm, Sessions.settings(settings), WarmBaseTest.pictures(), Sessions::picture)) {
      double loss = session.takeStep().loss();
      session.saveState(state);
      return loss;
    }
  }

  private static void assertRefusesState(TrainingBase base, Map<String, ?> settings, Path state) {
    assertThatThrownBy(() -> restore(base, settings, state))
        .isInstanceOf(StateRefused.class)
        .hasMessageContaining("differs from this job in its base model");
  }

  private static void restore(TrainingBase base, Map<String, ?> settings, Path state)
      throws IOException {
    try (TrainingSession session =
        TrainingSession.start(
            Models.RUNTIME,
            base,
            Sessions.settings(settings),
            WarmBaseTest.pictures(),
            Sessions::picture)) {
      session.restore(state);
    }
  }
}
