package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that say what modules a network has, of sd-scripts and of LyCORIS. */
final class NetworkArgumentsTest {
  private static final String LYCORIS = "--network_module lycoris.kohya ";

  @Test
  void takesTheDropoutsOfALora() {
    Translation translation =
        translate(
            "--network_dropout 0.1"
                + " --network_args rank_dropout=0.2 module_dropout=0.3 dropout=0.5");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(
            Map.entry("networkDropout", 0.1),
            Map.entry("rankDropout", 0.2),
            Map.entry("moduleDropout", 0.3));
    assertThat(translation.notes())
        .containsExactly(
            "Left out: --network_args.dropout. LyCORIS alone takes notice of it: here the dropout is"
                + " --network_dropout.");
    assertThat(translate("--network_dropout 0").training()).containsEntry("networkDropout", "");
  }

  @Test
  void takesWhatSingleBlocksHave() {
    Translation translation =
        translate(
            "--network_args block_dims=2,4,0 block_alphas=1,0.5,1 conv_block_dims=2,0,2"
                + " conv_block_alphas=1,1,1 down_lr_weight=cosine+.25 mid_lr_weight=0.5"
                + " up_lr_weight=1,0.5,0 block_lr_zero_threshold=0.1");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training())
        .containsOnly(
            Map.entry("blockRanks", "2,4,0"),
            Map.entry("blockAlphas", "1,0.5,1"),
            Map.entry("convBlockRanks", "2,0,2"),
            Map.entry("convBlockAlphas", "1,1,1"),
            Map.entry("downLrWeights", "cosine+.25"),
            Map.entry("midLrWeights", "0.5"),
            Map.entry("upLrWeights", "1,0.5,0"),
            Map.entry("lrWeightThreshold", 0.1));
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).blocks().ranks())
        .contains(List.of(2, 4, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "algo=lokr factor=8 use_tucker=False, LoKr, 8",
    "algo=loha preset=attn-mlp, LoHa, ",
    "algo=locon conv_dim=4 conv_alpha=2, LoRA, ",
    "algo=LoKr factor=-1, LoKr, -1"
  })
  void takesTheNetworksOfLycoris(String arguments, String network, Integer factor) {
    Translation translation =
        translate(LYCORIS + "--network_dim 4 --network_alpha 2 --network_args " + arguments);

    assertThat(translation.problems()).isEmpty();
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).network().network().label())
        .isEqualTo(network);
    assertThat(translation.training().get("lokrFactor")).isEqualTo(factor);
  }

  @Test
  void convolutionsAreAsLargeAsLycorisMakesThemWhereNothingElseIsSaid() {
    Translation translation =
        translate(LYCORIS + "--network_dim 16 --network_alpha 8 --network_args algo=lokr");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("convRank", 16)
        .containsEntry("convAlpha", 8.0);
    assertThat(translation.notes())
        .satisfiesExactly(
            sizes ->
                assertThat(sizes).startsWith("convRank is 16 and convAlpha 8.0: LyCORIS takes"),
            layers ->
                assertThat(layers).contains("SD1 and SD2", "preset=attn-mlp trains the same"));
  }

  @Test
  void convolutionsOfLycorisMayHaveSizesOfTheirOwn() {
    Translation translation =
        translate(LYCORIS + "--network_alpha 8 --network_args conv_dim=4 algo=locon");

    assertThat(translation.training()).containsEntry("convRank", 4).containsEntry("convAlpha", 8.0);
    assertThat(translation.problems()).isEmpty();
  }

  @Test
  void wantsToKnowTheRankThatLycorisTakesForConvolutions() {
    assertThat(translate(LYCORIS).problems())
        .singleElement()
        .asString()
        .contains("Give --network_dim, too", "or preset=attn-mlp");
    assertThat(translate(LYCORIS + "--network_args conv_alpha=1 conv_dim=8").problems()).isEmpty();
  }

  @Test
  void convolutionsHaveTheAlphaThatSdScriptsTakesWhereNoneIsGiven() {
    Translation translation =
        translate(LYCORIS + "--network_dim 32 --network_args algo=lokr factor=8");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("convRank", 32)
        .containsEntry("convAlpha", 1.0)
        .doesNotContainKey("alpha");
    assertThat(translation.notes())
        .anySatisfy(note -> assertThat(note).contains("add --network_alpha 1 to train as there"))
        .anySatisfy(note -> assertThat(note).startsWith("convRank is 32 and convAlpha 1.0: "));
  }

  @Test
  void anAlphaOfZeroIsTheRankOfConvolutionsToo() {
    assertThat(
            translate(LYCORIS + "--network_dim 16 --network_alpha 0 --network_args conv_dim=8")
                .training())
        .containsEntry("alpha", 16.0)
        .containsEntry("convAlpha", 8.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "algo=locon",
        "algo=loha",
        "algo=lokr factor=-1 decompose_both=False full_matrix=False"
      })
  void takesAWholeCommandOfLycorisWithTheLayersThatAreItsDefault(String algorithm) {
    String sizes = LYCORIS + "--network_dim 8 --network_alpha 1 --network_args ";
    String others =
        " conv_dim=1 conv_alpha=1 rank_dropout=0 bypass_mode=False dora_wd=False module_dropout=0"
            + " use_tucker=False use_scalar=False rank_dropout_scale=False train_norm=False ";
    Translation named = translate(sizes + "preset=full" + others + algorithm);
    Translation unnamed = translate(sizes + "no_dim_warn=" + others + algorithm);

    assertThat(named.problems()).isEmpty();
    assertThat(named.training())
        .isEqualTo(unnamed.training())
        .containsEntry("convRank", 1)
        .containsEntry("convAlpha", 1.0);
    assertThat(named.notes())
        .isEqualTo(unnamed.notes())
        .singleElement()
        .asString()
        .contains("LyCORIS' preset full", "SD1 and SD2");
  }

  @Test
  void ranksOfAFileAreThoseOfItsConvolutionsToo() {
    String id = "0b1c2d3e-0000-4000-8000-00000000000a";
    Translation translation = translate(LYCORIS + "--dim_from_weights --network_weights " + id);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training()).containsOnlyKeys("startFrom", "ranksFromStart");
  }

  @ParameterizedTest
  @CsvSource({
    "networks.lora, algo=loha, algo, lycoris.kohya",
    "networks.lora, dora_wd=True, dora_wd, lycoris.kohya",
    "lycoris.kohya, 'conv_dim=4 down_lr_weight=1,0.5', down_lr_weight, networks.lora",
    "lycoris.kohya, 'preset=attn-mlp block_dims=2,4', block_dims, networks.lora"
  })
  void refusesWhatTheNamedModulePassesOver(
      String module, String arguments, String key, String reader) {
    assertThat(
            translate(
                    "--network_module %s --network_dim 8 --network_alpha 1 --network_args %s"
                        .formatted(module, arguments))
                .problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("--network_args %s (line 1".formatted(key))
                    .contains("beside --network_module " + module)
                    .endsWith("Use --network_module " + reader + ", or leave it out."));
  }

  @Test
  void bothModulesTrainAPlainLora() {
    Translation translation =
        translate("--network_module networks.lora --network_args algo=locon dora_wd=False");

    assertThat(translation.problems()).isEmpty();
    assertThat(translate(LYCORIS + "--network_args preset=attn-mlp up_lr_weight=").problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "factor=-1", "factor=8", "factor=5"})
  void aLokrOfAnyLargerRankIsWholeWithTheLargest(String factor) {
    Translation translation =
        translate(
            LYCORIS
                + "--network_dim 100000 --network_alpha 100000 --network_args algo=lokr conv_dim=9999 conv_alpha=4 "
                + factor);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("rank", 1024)
        .containsEntry("alpha", 1024.0)
        .containsEntry("convRank", 1024)
        .containsEntry("convAlpha", 4.0)
        .containsEntry("lokrFactor", factor.isEmpty() ? -1 : Integer.parseInt(factor.substring(7)));
    assertThat(translation.notes())
        .anySatisfy(note -> assertThat(note).startsWith("Above 1024 ranks and alphas of a LoKr"))
        .noneSatisfy(note -> assertThat(note).contains("twice"));
  }

  @Test
  void aLargerRankIsRefusedWhereItMeansMore() {
    String large = LYCORIS + "--network_dim 100000 --network_alpha 1 --network_args ";

    assertThat(translate(large + "algo=lokr factor=4").problems())
        .extracting(SettingProblem::message)
        .anySatisfy(
            message -> assertThat(message).contains("10240 wide", "factor of -1 or of 5 and more"));
    assertThat(translate(large + "algo=loha").problems())
        .singleElement()
        .asString()
        .contains("100000");
    assertThat(SdScripts.judge(large + "algo=lokr", Config.NONE))
        .extracting(JudgedOption::outcome)
        .doesNotContain(JudgedOption.Outcome.REFUSED);
  }

  @Test
  void noModulesBesideConvolutionsAloneIsSaidOtherwise() {
    String none = "--network_dim 8 --network_alpha 1 --network_args conv_dim=0 ";

    assertThat(translate(LYCORIS + none).problems())
        .singleElement()
        .asString()
        .contains("0 is not allowed", "Use preset=attn-mlp with lycoris.kohya");
    assertThat(translate("--network_module networks.lora " + none).problems())
        .singleElement()
        .asString()
        .contains("with networks.lora leave it out");
    assertThat(translate(LYCORIS + none + "preset=attn-mlp").problems()).isEmpty();
  }

  @Test
  void aPresetWithoutConvolutionsLeavesTheirSizesOutAsLycorisDoes() {
    Translation plain = translate(LYCORIS + "--network_args preset=attn-mlp");
    Translation sized =
        translate(LYCORIS + "--network_args preset=attn-mlp conv_dim=8 conv_alpha=1");

    assertThat(plain.training())
        .containsOnly(Map.entry("convRank", ""), Map.entry("convAlpha", ""));
    assertThat(plain.notes()).isEmpty();
    assertThat(sized.training()).isEqualTo(plain.training());
    assertThat(sized.notes())
        .singleElement()
        .satisfies(note -> assertThat(note).startsWith("Left out: conv_dim and conv_alpha"));
  }

  @ParameterizedTest
  @CsvSource({
    "dora_wd=True wd_on_output=True, outputs",
    "wd_on_output=False dora_wd=True, inputs",
    "dora_wd=true wd_on_output=false conv_dim=4, inputs",
    "dora_wd=False, off",
    "dora_wd=False wd_on_output=True, off",
    "wd_on_output=False, off",
    "algo=locon, off"
  })
  void takesTheMagnitudesOfLycoris(String arguments, String dora) {
    Translation translation = translate("--network_args " + arguments);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).network().dora().label())
        .isEqualTo(dora);
  }

  @Test
  void saysOfWhatMagnitudesAreWhereLycorisHasADefault() {
    Translation translation = translate("--network_args dora_wd=True");

    assertThat(translation.training()).containsOnly(Map.entry("dora", "outputs"));
    assertThat(translation.notes())
        .singleElement()
        .satisfies(note -> assertThat(note).contains("magnitudes of outputs", "dora inputs"));
  }

  @Test
  void aTextEncoderOfLycorisHasNoConvolutions() {
    Translation translation = translate(LYCORIS + "--network_train_text_encoder_only");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("train", "text_encoder_only"));
    assertThat(translation.notes()).isEmpty();
  }

  @Test
  void dropoutsOfLycorisAreItsOwn() {
    String small = LYCORIS + "--network_args preset=attn-mlp ";
    Translation modules = translate(small + "module_dropout=0.1 rank_dropout=0");
    Translation neurons = translate(small + "--network_dropout 0.1");

    assertThat(modules.training()).containsEntry("moduleDropout", 0.1);
    assertThat(modules.notes()).isEmpty();
    assertThat(neurons.training()).doesNotContainKey("networkDropout");
    assertThat(neurons.notes()).singleElement().asString().contains("--network_dropout. LyCORIS");
    assertThat(translate(small + "rank_dropout=0.1").problems())
        .singleElement()
        .asString()
        .contains("LyCORIS leaves out outputs of layers, not ranks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full-lin", "attn-only", "unet-only", "unet-transformer-only", "my.toml"})
  void refusesPresetsOfOtherLayersThanAreTrained(String preset) {
    Translation translation = translate("--network_args algo=loha preset=" + preset);

    assertThat(translation.notes()).isEmpty();
    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("preset (line 1, column 1) can't be followed", "use one of them"));
  }

  @Test
  void ranksOfAFileComeWithoutDropoutsAsInSdScripts() {
    String id = "0b1c2d3e-0000-4000-8000-00000000000a";
    Translation translation =
        translate(
            "--dim_from_weights --network_weights %s --network_dropout 0.1 --network_args module_dropout=0.2"
                .formatted(id));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnlyKeys("startFrom", "ranksFromStart");
    assertThat(translation.notes())
        .singleElement()
        .satisfies(
            note -> assertThat(note).startsWith("Left out: --network_dropout, module_dropout. "));
  }

  @Test
  void anAlphaOfZeroIsTheRank() {
    Translation translation =
        translate("--network_alpha 0 --network_dim 16 --network_args conv_dim=8 conv_alpha=0");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("alpha", 16.0).containsEntry("convAlpha", 8.0);
    assertThat(translation.notes()).contains("alpha 0 means that it is as large as rank.");
  }

  @Test
  void anAlphaOfZeroNeedsItsRank() {
    Translation translation = translate("--network_alpha 0");

    assertThat(translation.training()).doesNotContainKey("alpha");
    assertThat(translation.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("rank", "give that, too"));
  }
}
