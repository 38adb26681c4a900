package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DiffusersLoraTest {
  private static final double TOLERANCE = 1e-5;
  private static final String PROJECTION = "lora_unet_down_blocks_0_attentions_0_proj_in";
  private static final String QUERY =
      "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
  private static final String SPATIAL = "lora_unet_down_blocks_0_resnets_0_conv1";
  private static final String TEXT = "lora_te_text_model_encoder_layers_11_self_attn_out_proj";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Family.class)
  void everyLayerThatDiffusersHasIsThereOnceInItsShape(Family family) throws IOException {
    Map<String, Shape> expected = new HashMap<>();
    DiffusersLayers.of(family)
        .forEach(
            (layer, weight) -> {
              long out = weight.size(0);
              List<Long> in = weight.sizes().subList(1, weight.rank());
              long[] down = new long[weight.rank()];
              down[0] = 1;
              for (int i = 1; i < down.length; i++) {
                down[i] = in.get(i - 1);
              }
              boolean linear = weight.rank() == 2;
              expected.put(layer + ".lora_A.weight", Shape.of(down));
              expected.put(
                  layer + ".lora_B.weight", linear ? Shape.of(out, 1) : Shape.of(out, 1, 1, 1));
              expected.put(
                  layer + ".lora_magnitude_vector",
                  linear ? Shape.of(out) : Shape.of(1, out, 1, 1));
            });

    SafetensorsFile file = converted(Changes.empty(network(family)), family);

    assertThat(file.names()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((name, shape) -> assertThat(file.shape(name)).as(name).isEqualTo(shape));
  }

  /** Files that sd-scripts wrote, with matrices of linear layers and of convolutions. */
  @ParameterizedTest
  @CsvSource({"SD1, lora", "SD1, locon", "SD2, lora", "SD2, locon", "SDXL, lora", "SDXL, locon"})
  void diffusersAddsWhatTheModulesAdd(Family family, String name) throws IOException {
    LoraFile source = WholeModel.lora(family, name);

    SafetensorsFile file = converted(source.tensors(), family);

    List<NetworkModule> modules = source.network().modules();
    assertThat(file.names()).hasSize(2 * modules.size());
    for (NetworkModule module : modules) {
      float[] expected = Changes.of(source.tensors(), module.name(), module.layer());
      assertThat(Numbers.relativeError(added(file, module.name()), expected))
          .as(module.name())
          .isLessThan(TOLERANCE);
    }
  }

  @Test
  void ranksThatVaryStandInTheMetadata() throws IOException {
    LoraFile source =
        file(
            lora(QUERY, Shape.of(6, 5), 3, 2),
            lora(PROJECTION, Shape.of(6, 6, 1, 1), 2, 8),
            lora(SPATIAL, Shape.of(4, 3, 3, 3), 4, 1),
            lora(TEXT, Shape.of(6, 6), 5, 10));

    SafetensorsFile file = converted(source.tensors(), Family.SD1);

    JsonNode configuration = configuration(file);
    assertThat(configuration.path("unet.r").asInt()).isEqualTo(2);
    assertThat(configuration.path("unet.lora_alpha").asInt()).isEqualTo(2);
    assertThat(configuration.path("unet.rank_pattern"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q": 3,
                     "down_blocks.0.resnets.0.conv1": 4}
                    """));
    assertThat(configuration.path("unet.target_modules"))
        .extracting(JsonNode::asString)
        .containsExactly(
            "down_blocks.0.attentions.0.proj_in",
            "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q",
            "down_blocks.0.resnets.0.conv1");
    assertThat(configuration.path("unet.use_dora").asBoolean(true)).isFalse();
    assertThat(configuration.path("text_encoder.r").asInt()).isEqualTo(5);
    assertThat(configuration.path("text_encoder.target_modules"))
        .extracting(JsonNode::asString)
        .containsExactly("text_model.encoder.layers.11.self_attn.out_proj");
    for (NetworkModule module : source.network().modules()) {
      float[] expected = Changes.of(source.tensors(), module.name(), module.layer());
      assertThat(Numbers.relativeError(added(file, module.name()), expected)).isLessThan(TOLERANCE);
    }
  }

  @Test
  void equalRanksNeedNoMetadata() throws IOException {
    LoraFile source = file(lora(QUERY, Shape.of(6, 5), 2, 1), lora(TEXT, Shape.of(6, 6), 3, 1));

    SafetensorsFile file =
        converted(
            source.tensors(),
            Map.of("ss_network_dim", "2", "sshs_model_hash", "a", "sshs_legacy_hash", "b"),
            Family.SD1);

    assertThat(file.metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("format", "pt", "ss_network_dim", "2"));
  }

  /** The smallest number of F16 would be half of what is left of a thousandth. */
  @ParameterizedTest
  @CsvSource({"F16, 1e-3", "BF16, 1e-2"})
  void smallAlphasDoNotMakeNumbersVanish(DType type, double tolerance) throws IOException {
    NetworkModule module = lora(QUERY, Shape.of(60, 50), 128, 0.02);
    LoraFile exact = Changes.file(new LoraNetwork(List.of(module)), 3, 0.01);
    Map<String, StoredTensor> rounded = new HashMap<>();
    exact.tensors().forEach((name, tensor) -> rounded.put(name, tensor.to(type)));

    SafetensorsFile file = converted(rounded, Family.SD1);

    assertThat(file.names()).allMatch(name -> file.type(name) == type);
    float[] expected = Changes.of(rounded, QUERY, Shape.of(60, 50));
    assertThat(Numbers.relativeError(added(file, QUERY), expected)).isLessThan(tolerance);
  }

  /** PEFT itself read, saved and merged the numbers of the file. */
  @Test
  void peftMakesOfDoraWhatTheModulesMake() throws IOException, URISyntaxException {
    Path golden = Path.of(DiffusersLoraTest.class.getResource("/peft/dora.safetensors").toURI());
    try (SafetensorsFile peft = SafetensorsFile.open(golden)) {
      Map<String, StoredTensor> source = new LinkedHashMap<>();
      Map<String, Shape> saved = new HashMap<>();
      for (String name : peft.names()) {
        if (name.startsWith("lora_")) {
          source.put(name, peft.get(name));
        } else if (name.startsWith("saved.")) {
          saved.put(name.replace("saved.", "unet."), peft.shape(name));
        }
      }

      SafetensorsFile file = converted(source, Family.SD1);

      assertThat(file.names()).containsExactlyInAnyOrderElementsOf(saved.keySet());
      saved.forEach((name, shape) -> assertThat(file.shape(name)).as(name).isEqualTo(shape));
      for (String module : List.of(QUERY, PROJECTION, SPATIAL)) {
        String path = DiffusersName.of(module).path();
        StoredTensor base = peft.get("base." + path);
        float[] merged = peft.get("merged." + path).toFloats();
        assertThat(Numbers.relativeError(turned(file, module, base), merged)).isLessThan(TOLERANCE);
        float[] own = Changes.of(source, module, base.shape(), base.toFloats());
        assertThat(Numbers.relativeError(sum(base.toFloats(), own), merged)).isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void refusesWhatDiffusersDoesNotKnow() {
    Shape layer = Shape.of(6, 5);
    NetworkModule.Size size = new NetworkModule.Size(1, 1);
    LoraModule lora = LoraModule.beside(QUERY, layer, size);
    assertRefused(
        DoraModule.beside(lora, layer, Dora.INPUTS), "DoRA of inputs", "train with dora outputs");
    assertRefused(lora("lora_unet_input_blocks_0_0", layer, 1, 1), "lora_unet_input_blocks_0_0");
    assertRefused(lora("lora_prior_a", layer, 1, 1), "module lora_prior_a", "no layer");
    assertRefused(
        () ->
            ForDiffusers.of(
                file(
                        DoraModule.beside(lora, layer, Dora.OUTPUTS),
                        lora(PROJECTION, Shape.of(6, 6, 1, 1), 1, 1))
                    .tensors(),
                Map.of(),
                Family.SD1),
        "Some layers of the LoRA have DoRA");
    assertRefused(
        () ->
            ForDiffusers.of(
                file(
                        lora(PROJECTION, Shape.of(6, 6, 1, 1), 1, 1),
                        lora("lora_unet_input_blocks_1_1_proj_in", Shape.of(6, 6, 1, 1), 1, 1))
                    .tensors(),
                Map.of(),
                Family.SD1),
        PROJECTION,
        "lora_unet_input_blocks_1_1_proj_in",
        "same layer");
  }

  private static void assertRefused(NetworkModule module, String... parts) {
    assertRefused(() -> ForDiffusers.of(file(module).tensors(), Map.of(), Family.SD1), parts);
  }

  private static void assertRefused(ThrowingCallable work, String... parts) {
    assertThatThrownBy(work).isInstanceOf(LoraRefused.class).hasMessageContainingAll(parts);
  }

  private static LoraNetwork network(Family family) {
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(Map.of("rank", 1, "convRank", 1, "dora", "outputs"));
    return LoraNetwork.create(
        FullSize.of(family), family, BlockPlan.of(family, settings.network(), settings.blocks()));
  }

  private static LoraModule lora(String name, Shape layer, int rank, double alpha) {
    return LoraModule.beside(name, layer, new NetworkModule.Size(rank, alpha));
  }

  private static LoraFile file(NetworkModule... modules) {
    return Changes.file(new LoraNetwork(List.of(modules)), 1, 1);
  }

  private SafetensorsFile converted(Map<String, ? extends FileTensor> source, Family family)
      throws IOException {
    return converted(source, Map.of(), family);
  }

  private SafetensorsFile converted(
      Map<String, ? extends FileTensor> source, Map<String, String> metadata, Family family)
      throws IOException {
    SafetensorsStream stream =
        ((ForDiffusers.File) ForDiffusers.of(source, metadata, family)).content();
    Path path = folder.resolve("diffusers.safetensors");
    try (InputStream in = stream.open()) {
      Files.copy(in, path);
    }
    assertThat(Files.size(path)).isEqualTo(stream.size());
    return SafetensorsFile.open(path);
  }

  /** What PEFT adds to a weight, with what diffusers takes for ranks and alphas of the file. */
  private static float[] added(SafetensorsFile file, String module) {
    String layer = layer(module);
    StoredTensor first = file.get(layer + ".lora_A.weight");
    StoredTensor second = file.get(layer + ".lora_B.weight");
    int rank = (int) first.shape().size(0);
    assertThat(second.shape().size(1)).isEqualTo(rank);
    int columns = (int) first.shape().elements() / rank;
    int rows = (int) second.shape().elements() / rank;
    float[] down = first.toFloats();
    float[] up = second.toFloats();
    double scale = alpha(file, module, rank) / rank;
    float[] added = new float[rows * columns];
    for (int i = 0; i < added.length; i++) {
      double sum = 0;
      for (int k = 0; k < rank; k++) {
        sum += (double) up[i / columns * rank + k] * down[k * columns + i % columns];
      }
      added[i] = (float) (scale * sum);
    }
    return added;
  }

  private static double alpha(SafetensorsFile file, String module, int rank) {
    return file.metadata().containsKey("lora_adapter_metadata")
        ? configuration(file).path(DiffusersName.of(module).part() + ".lora_alpha").asDouble(0)
        : rank;
  }

  /**
   * {@code m V / ‖V‖} with {@code V = W + B A · scale}, norms of rows, as PEFT's DoRA layers do.
   */
  private static float[] turned(SafetensorsFile file, String module, StoredTensor base) {
    float[] whole = sum(base.toFloats(), added(file, module));
    float[] magnitudes = file.get(layer(module) + ".lora_magnitude_vector").toFloats();
    int columns = whole.length / magnitudes.length;
    for (int row = 0; row < magnitudes.length; row++) {
      double square = 0;
      for (int i = 0; i < columns; i++) {
        square += Math.pow(whole[row * columns + i], 2);
      }
      for (int i = 0; i < columns; i++) {
        whole[row * columns + i] *= (float) (magnitudes[row] / Math.sqrt(square));
      }
    }
    return whole;
  }

  private static float[] sum(float[] one, float[] other) {
    float[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  private static String layer(String module) {
    DiffusersName name = DiffusersName.of(module);
    return name.part() + "." + name.path();
  }

  private static JsonNode configuration(SafetensorsFile file) {
    return JsonMapper.shared().readTree(file.metadata().get("lora_adapter_metadata"));
  }
}
