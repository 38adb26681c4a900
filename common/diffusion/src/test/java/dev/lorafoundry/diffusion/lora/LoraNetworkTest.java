package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LoraNetworkTest {
  private static final double TOLERANCE = 1e-4;
  private static final JsonMapper JSON = new JsonMapper();

  /** Files and multipliers of each family, as in {@code lora.x0.6.unet}. */
  static Stream<Arguments> changes() {
    Pattern name = Pattern.compile("(lora|locon)\\.x([0-9.]+)\\.unet");
    return Models.families().stream()
        .flatMap(
            family ->
                WholeModel.golden(family).names().stream()
                    .map(name::matcher)
                    .filter(Matcher::matches)
                    .map(found -> Arguments.of(family, found.group(1), found.group(2))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changesTheModelAsTheReference(Family family, String file, String weight) {
    SafetensorsFile golden = WholeModel.golden(family);
    LoraFile lora = WholeModel.lora(family, file);
    LoraNetwork network = lora.network();
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("weight", Models.RUNTIME.scalar(Double.parseDouble(weight)));
    Program program = WholeModel.adapted(family, Optional.of(network), inputs);
    Map<String, Tensor> matrices = new HashMap<>();
    network.shapes().keySet().forEach(it -> matrices.put(it, Models.tensor(lora.matrix(it))));

    assertThat(program.parameters().keySet()).isNotEmpty();
    try (Executable executable = Models.load(family, program, matrices);
        Outputs outputs = executable.run("all", inputs)) {
      String prefix = file + ".x" + weight + ".";
      for (String name : WholeModel.outputs(family)) {
        Numbers.assertClose(
            outputs.get(name).toFloats(), golden.get(prefix + name).toFloats(), TOLERANCE);
      }
    }
    inputs.values().forEach(Tensor::close);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void choosesTheReferencesModulesAndShapes(Family family) {
    LoraFile file = WholeModel.lora(family, "lora");
    LoraNetwork theirs = file.network();

    LoraNetwork own = LoraNetwork.create(Models.shapes(family), family, plan(family, file));

    assertThat(own.shapes()).containsExactlyInAnyOrderEntriesOf(theirs.shapes());
    assertThat(own.alphas()).containsExactlyInAnyOrderEntriesOf(theirs.alphas());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void choosesTheReferencesConvolutionsToo(Family family) {
    LoraFile file = WholeModel.lora(family, "locon");
    LoraNetwork theirs = file.network();

    LoraNetwork own = LoraNetwork.create(Models.shapes(family), family, plan(family, file));

    assertThat(own.shapes()).containsExactlyInAnyOrderEntriesOf(theirs.shapes());
    assertThat(own.alphas()).containsExactlyInAnyOrderEntriesOf(theirs.alphas());
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void findsEveryModuleOfAFileBesideItsLayer(Family family) {
    LoraNetwork network = WholeModel.lora(family, "locon").network();
    Program program = WholeModel.adapted(family, Optional.of(network), new HashMap<>());
    Set<String> found = new TreeSet<>(program.parameters().keySet());

    Set<String> expected = new TreeSet<>(network.shapes().keySet());
    if (family == Family.SDXL) { // its first encoder's last layer gives nothing
      String last = "lora_te1_text_model_encoder_layers_%d_".formatted(lastXlLayer());
      expected.removeIf(name -> name.startsWith(last));
    }
    assertThat(found).isEqualTo(expected);
  }

  /** Number of the last layer of SDXL's first encoder. */
  private static int lastXlLayer() {
    String layers = Prefixes.XL_CLIP + ".encoder.layers.";
    return Models.shapes(Family.SDXL).keySet().stream()
        .filter(name -> name.startsWith(layers))
        .mapToInt(name -> Integer.parseInt(name.substring(layers.length()).replaceAll("\\..*", "")))
        .max()
        .orElseThrow();
  }

  @Test
  void hasSd1sModulesWithTheNamesThatOthersExpect() {
    Map<String, Shape> base = FullSize.of(Family.SD1);
    Set<String> unet = Set.copyOf(network(base, 1, 1, NetworkTarget.UNET_ONLY).names());
    Set<String> text = Set.copyOf(network(base, 1, 1, NetworkTarget.TEXT_ENCODER_ONLY).names());

    assertThat(unet).hasSize(192).isEqualTo(expectedUnet());
    assertThat(text).hasSize(72).isEqualTo(expectedText("lora_te", 12));
    assertThat(elements(network(base, 1, 1, NetworkTarget.UNET_ONLY))).isEqualTo(423_936);
    assertThat(elements(network(base, 1, 1, NetworkTarget.TEXT_ENCODER_ONLY))).isEqualTo(165_888);
    assertThat(network(base, 1, 1, NetworkTarget.BOTH).names()).hasSize(264);
  }

  @ParameterizedTest
  @CsvSource({
    "SD1, 192, 423936, 72, 165888",
    "SD2, 192, 432128, 138, 423936",
    "SDXL, 722, 2659840, 264, 903168"
  })
  void hasAsManyModulesAsTheReferenceInFullSize(
      Family family, int unet, long unetNumbers, int text, long textNumbers) {
    LoraNetwork ofUnet = fullSize(family, NetworkTarget.UNET_ONLY, null);
    LoraNetwork ofText = fullSize(family, NetworkTarget.TEXT_ENCODER_ONLY, null);

    assertThat(ofUnet.names()).hasSize(unet);
    assertThat(elements(ofUnet)).isEqualTo(unetNumbers);
    assertThat(ofText.names()).hasSize(text);
    assertThat(elements(ofText)).isEqualTo(textNumbers);
  }

  @ParameterizedTest
  @CsvSource({"SD1, 278, 506816, 544000", "SD2, 278, 515008, 544000", "SDXL, 788, 2718400, 355840"})
  void hasAsManyConvolutionsAsTheReferenceInFullSize(
      Family family, int modules, long numbers, long spatialNumbers) {
    Map<String, Shape> shapes = fullSize(family, NetworkTarget.UNET_ONLY, 1).shapes();
    Set<String> spatial = new TreeSet<>();
    shapes.forEach(
        (name, shape) -> {
          if (shape.rank() == 4 && shape.size(-1) == 3) {
            spatial.add(name.substring(0, name.indexOf('.')));
          }
        });

    long all = 0;
    long ofSpatial = 0;
    for (Map.Entry<String, Shape> each : shapes.entrySet()) {
      all += each.getValue().elements();
      boolean counts = spatial.contains(each.getKey().substring(0, each.getKey().indexOf('.')));
      ofSpatial += counts ? each.getValue().elements() : 0;
    }
    assertThat(shapes).hasSize(2 * modules);
    assertThat(ofSpatial).isEqualTo(spatialNumbers);
    assertThat(all - ofSpatial).isEqualTo(numbers);
  }

  @Test
  void hasSd2sModulesWithTheNamesThatOthersExpect() {
    assertThat(Set.copyOf(fullSize(Family.SD2, NetworkTarget.UNET_ONLY, null).names()))
        .isEqualTo(expectedUnet());
    assertThat(Set.copyOf(fullSize(Family.SD2, NetworkTarget.TEXT_ENCODER_ONLY, null).names()))
        .isEqualTo(expectedText("lora_te", 23));
  }

  /** As files that were converted from Diffusers have it. */
  @Test
  void hasTheSameModulesBesideSd2WithoutTheLayerThatIsNoPartOfIt() {
    Map<String, Shape> base = FullSize.of(Family.SD2);
    base.keySet().removeIf(name -> name.contains(".resblocks.23."));
    BlockPlan plan = plan(Family.SD2, 1, 1, NetworkTarget.TEXT_ENCODER_ONLY, null);

    assertThat(Set.copyOf(LoraNetwork.create(base, Family.SD2, plan).names()))
        .isEqualTo(expectedText("lora_te", 23));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void modulesOfALokrAreAllWholeFromTheRankOnThatIsSaid(Family family) {
    NetworkSettings whole = lokr(64);

    assertThat(WholeFactors.areAll(whole, 64)).isTrue();
    assertThat(
            LoraNetwork.create(
                    FullSize.of(family),
                    family,
                    BlockPlan.of(family, whole, BlockSettings.DEFAULTS))
                .shapes()
                .keySet())
        .noneMatch(name -> name.endsWith(LokrModule.LEFT));
    assertThat(WholeFactors.areAll(lokr(63), 63)).isFalse();
  }

  private static NetworkSettings lokr(int rank) {
    return new NetworkSettings(
        NetworkType.LOKR, rank, 2, NetworkTarget.BOTH, -1, Dora.OFF, rank, 2.0, null, null, null);
  }

  @Test
  void hasSdxlsModulesWithTheNamesThatOthersExpect() {
    Set<String> text = expectedText("lora_te1", 12);
    text.addAll(expectedText("lora_te2", 32));
    Set<String> unet = new TreeSet<>();
    for (int block : List.of(4, 5, 7, 8)) {
      unet.addAll(transformer("input_blocks_" + block + "_1", block < 6 ? 2 : 10));
    }
    unet.addAll(transformer("middle_block_1", 10));
    for (int block = 0; block < 6; block++) {
      unet.addAll(transformer("output_blocks_" + block + "_1", block < 3 ? 10 : 2));
    }

    assertThat(Set.copyOf(fullSize(Family.SDXL, NetworkTarget.UNET_ONLY, null).names()))
        .isEqualTo(unet);
    assertThat(Set.copyOf(fullSize(Family.SDXL, NetworkTarget.TEXT_ENCODER_ONLY, null).names()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(NetworkTarget.class)
  void startsAsNothingWithTheSameValuesWhateverIsTrained(NetworkTarget target) {
    Map<String, StoredTensor> all = network(Models.sd1Shapes(), 4, 2, NetworkTarget.BOTH).start(7);
    LoraNetwork some = network(Models.sd1Shapes(), 4, 2, target);

    some.start(7)
        .forEach(
            (name, matrix) -> {
              float[] values = matrix.toFloats();
              assertThat(values).as(name).isEqualTo(all.get(name).toFloats());
              if (name.endsWith("lora_up.weight")) {
                assertThat(Numbers.norm(values)).isZero();
              } else {
                double bound = 1 / Math.sqrt(matrix.shape().elements() / 4.0);
                assertThat(Numbers.norm(values) / Math.sqrt(values.length))
                    .as(name)
                    .isBetween(bound * 0.4, bound * 0.75); // bound / √3 in the mean
              }
            });
    assertThat(some.start(8)).isNotEqualTo(some.start(7));
  }

  private static LoraNetwork network(
      Map<String, Shape> base, int rank, double alpha, NetworkTarget target) {
    return LoraNetwork.create(base, Family.SD1, plan(Family.SD1, rank, alpha, target, null));
  }

  /** As a file of the reference says that it was made. */
  private static BlockPlan plan(Family family, LoraFile file) {
    Map<String, String> metadata = file.metadata();
    JsonNode arguments = JSON.readTree(metadata.getOrDefault("ss_network_args", "{}"));
    JsonNode convRank = arguments.path("conv_dim");
    JsonNode convAlpha = arguments.path("conv_alpha");
    return BlockPlan.of(
        family,
        new NetworkSettings(
            NetworkType.LORA,
            Integer.parseInt(metadata.get("ss_network_dim")),
            Double.parseDouble(metadata.get("ss_network_alpha")),
            NetworkTarget.BOTH,
            -1,
            Dora.OFF,
            convRank.isMissingNode() ? null : Integer.valueOf(convRank.asString()),
            convAlpha.isMissingNode() ? null : Double.valueOf(convAlpha.asString()),
            null,
            null,
            null),
        BlockSettings.DEFAULTS);
  }

  private static BlockPlan plan(
      Family family, int rank, double alpha, NetworkTarget target, @Nullable Integer convRank) {
    return BlockPlan.of(
        family,
        new NetworkSettings(
            NetworkType.LORA, rank, alpha, target, -1, Dora.OFF, convRank, null, null, null, null),
        BlockSettings.DEFAULTS);
  }

  private static long elements(LoraNetwork network) {
    return network.shapes().values().stream().mapToLong(Shape::elements).sum();
  }

  private static LoraNetwork fullSize(
      Family family, NetworkTarget target, @Nullable Integer convRank) {
    return LoraNetwork.create(FullSize.of(family), family, plan(family, 1, 1, target, convRank));
  }

  private static Set<String> expectedUnet() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        names.addAll(transformer("down_blocks_" + i + "_attentions_" + j, 1));
      }
      for (int j = 0; j < 3; j++) {
        names.addAll(transformer("up_blocks_" + (i + 1) + "_attentions_" + j, 1));
      }
    }
    names.addAll(transformer("mid_block_attentions_0", 1));
    return names;
  }

  private static Set<String> transformer(String path, int depth) {
    Set<String> names = new TreeSet<>();
    names.add("lora_unet_" + path + "_proj_in");
    names.add("lora_unet_" + path + "_proj_out");
    for (int i = 0; i < depth; i++) {
      String block = "lora_unet_" + path + "_transformer_blocks_" + i + "_";
      for (String attention : List.of("attn1", "attn2")) {
        for (String part : List.of("to_q", "to_k", "to_v", "to_out_0")) {
          names.add(block + attention + "_" + part);
        }
      }
      names.add(block + "ff_net_0_proj");
      names.add(block + "ff_net_2");
    }
    return names;
  }

  private static Set<String> expectedText(String prefix, int layers) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < layers; i++) {
      String layer = prefix + "_text_model_encoder_layers_" + i + "_";
      for (String part :
          List.of(
              "self_attn_q_proj",
              "self_attn_k_proj",
              "self_attn_v_proj",
              "self_attn_out_proj",
              "mlp_fc1",
              "mlp_fc2")) {
        names.add(layer + part);
      }
    }
    return names;
  }
}
