package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PeftAdaptersTest {
  private static final double TOLERANCE = 1e-5;
  private static final String MODEL = "base_model.model.";
  private static final String QUERY =
      "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
  private static final String KEY =
      "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k";

  @TempDir private Path folder;

  /** PEFT itself made these adapters, saved them, read them again and merged them. */
  @ParameterizedTest
  @ValueSource(strings = {"loha", "lokr"})
  void peftReadsAndMergesWhatTheModulesAre(String kind) throws IOException, URISyntaxException {
    Path golden =
        Path.of(PeftAdaptersTest.class.getResource("/peft/" + kind + ".safetensors").toURI());
    try (SafetensorsFile peft = SafetensorsFile.open(golden)) {
      Map<String, StoredTensor> source = named(peft, "lora_", "lora_");
      Map<String, StoredTensor> saved = named(peft, "saved.", "");

      PeftAdapter adapter = adapters(source, Family.SD1).get(0);

      assertThat(adapter.part()).isEqualTo("unet");
      assertThat(weights(adapter)).isEqualTo(saved);
      JsonNode own = JsonMapper.shared().readTree(adapter.configuration());
      JsonNode other = JsonMapper.shared().readTree(peft.metadata().get("config"));
      assertThat(own.path("target_modules").valueStream().map(JsonNode::asString))
          .containsExactlyInAnyOrderElementsOf(
              other.path("target_modules").valueStream().map(JsonNode::asString).toList());
      for (String field :
          List.of("peft_type", "use_effective_conv2d", "decompose_both", "decompose_factor")) {
        assertThat(own.path(field)).as(field).isEqualTo(other.path(field));
      }
      for (String path : named(peft, "base.", "").keySet()) {
        assertThat(value(own, "r", "rank_pattern", path))
            .isEqualTo(value(other, "r", "rank_pattern", path));
        assertThat(value(own, "alpha", "alpha_pattern", path))
            .isEqualTo(value(other, "alpha", "alpha_pattern", path));
        assertMerged(peft, source, path);
      }
    }
  }

  private static void assertMerged(
      SafetensorsFile peft, Map<String, StoredTensor> source, String path) {
    StoredTensor base = peft.get("base." + path);
    float[] change = Changes.of(source, "lora_unet_" + path.replace('.', '_'), base.shape());
    float[] merged = base.toFloats();
    for (int i = 0; i < merged.length; i++) {
      merged[i] += change[i];
    }
    assertThat(Numbers.relativeError(merged, peft.get("merged." + path).toFloats()))
        .as(path)
        .isLessThan(TOLERANCE);
  }

  /** In the shapes in which PEFT makes the matrices by the configuration. */
  @ParameterizedTest
  @CsvSource({
    "SD1, LoHa, -1, 4",
    "SD2, LoHa, -1, 4",
    "SDXL, LoHa, -1, 4",
    "SD1, LoKr, -1, 4",
    "SD2, LoKr, -1, 4",
    "SDXL, LoKr, -1, 4",
    "SD1, LoKr, 8, 16",
    "SD2, LoKr, 16, 16",
    "SDXL, LoKr, 4, 100",
    "SDXL, LoKr, -1, 1024",
  })
  void everyLayerOfDiffusersHasTheMatricesThatPeftMakes(
      Family family, String network, int factor, int rank) throws IOException {
    TrainingSettings settings =
        SettingsCatalogue.TRAINING.read(
            Map.of("network", network, "rank", rank, "convRank", 3, "lokrFactor", factor));
    LoraNetwork modules =
        LoraNetwork.create(
            FullSize.of(family),
            family,
            BlockPlan.of(family, settings.network(), settings.blocks()));

    List<PeftAdapter> adapters = adapters(Changes.empty(modules), family);

    Map<String, Map<String, Shape>> expected = new HashMap<>();
    Map<String, JsonNode> configurations = new HashMap<>();
    adapters.forEach(
        each -> {
          configurations.put(each.part(), JsonMapper.shared().readTree(each.configuration()));
          expected.put(each.part(), new HashMap<>());
        });
    DiffusersLayers.of(family)
        .forEach(
            (layer, weight) -> {
              String part = layer.substring(0, layer.indexOf('.'));
              String path = layer.substring(part.length() + 1);
              Map<String, Shape> made = new Peft(configurations.get(part)).matrices(path, weight);
              made.forEach((name, shape) -> expected.get(part).put(MODEL + path + name, shape));
              if (part.equals("text_encoder")) {
                String other = path.replace("text_model.", "");
                made.forEach((name, shape) -> expected.get(part).put(MODEL + other + name, shape));
              }
            });
    for (PeftAdapter adapter : adapters) {
      Map<String, Shape> shapes = new HashMap<>();
      try (SafetensorsFile file = file(adapter)) {
        file.names().forEach(name -> shapes.put(name, file.shape(name)));
      }
      assertThat(shapes).as(adapter.part()).isEqualTo(expected.get(adapter.part()));
    }
  }

  @Test
  void layersOfTextEncodersAreFoundWithTheModuleAboveThemAndWithout() throws IOException {
    String module = "lora_te1_text_model_encoder_layers_3_mlp_fc1";
    LoraFile source =
        LoraFile.of(
            new LoraNetwork(
                List.of(LohaModule.beside(module, Shape.of(6, 5), new NetworkModule.Size(1, 2)))),
            Map.of(
                module + ".hada_w1_a", StoredTensor.floats(Shape.of(6, 1), 1, 2, 3, 4, 5, 6),
                module + ".hada_w1_b", StoredTensor.floats(Shape.of(1, 5), 1, 2, 3, 4, 5),
                module + ".hada_w2_a", StoredTensor.floats(Shape.of(6, 1), 6, 5, 4, 3, 2, 1),
                module + ".hada_w2_b", StoredTensor.floats(Shape.of(1, 5), 5, 4, 3, 2, 1)),
            DType.F32,
            Map.of());

    PeftAdapter adapter = adapters(source.tensors(), Family.SDXL).get(0);

    assertThat(adapter.part()).isEqualTo("text_encoder");
    assertThat(JsonMapper.shared().readTree(adapter.configuration()).path("target_modules"))
        .extracting(JsonNode::asString)
        .containsExactly("encoder.layers.3.mlp.fc1");
    Map<String, StoredTensor> weights = weights(adapter);
    assertThat(weights).hasSize(8);
    for (String above : List.of("", "text_model.")) {
      assertThat(weights.get(MODEL + above + "encoder.layers.3.mlp.fc1.hada_w1_a").toFloats())
          .containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void refusesWhatPeftWouldReadAsSomethingElse() {
    Shape layer = Shape.of(24, 36);
    NetworkModule.Size size = new NetworkModule.Size(1, 1);
    assertRefused(
        List.of(LohaModule.beside(QUERY, layer, size), LokrModule.beside(KEY, layer, size, -1)),
        "more than one kind (LoHa, LoKr)",
        "webui or ComfyUI");
    assertRefused(
        List.of(
            LokrModule.beside(QUERY, Shape.of(36, 36), size, 4),
            LokrModule.beside(KEY, Shape.of(36, 36), size, 6)),
        "another lokrFactor");
    assertRefused(
        List.of(new LokrModule(QUERY, Shape.of(6, 9), Shape.of(4, 2), Shape.of(2, 4), 1)),
        "Module " + QUERY,
        "a rank of 2",
        "longer side of 4");
  }

  private static void assertRefused(List<NetworkModule> modules, String... parts) {
    Map<String, FileTensor> source = Changes.empty(new LoraNetwork(modules));
    assertThatThrownBy(() -> adapters(source, Family.SD1))
        .isInstanceOf(LoraRefused.class)
        .hasMessageContainingAll(parts);
  }

  private static List<PeftAdapter> adapters(
      Map<String, ? extends FileTensor> source, Family family) {
    return ((ForDiffusers.Adapters) ForDiffusers.of(source, Map.of(), family)).parts();
  }

  private static Map<String, StoredTensor> named(
      SafetensorsFile file, String before, String instead) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(before)) {
        tensors.put(instead + name.substring(before.length()), file.get(name));
      }
    }
    return tensors;
  }

  private Map<String, StoredTensor> weights(PeftAdapter adapter) throws IOException {
    try (SafetensorsFile file = file(adapter)) {
      return named(file, "", "");
    }
  }

  private SafetensorsFile file(PeftAdapter adapter) throws IOException {
    Path path = folder.resolve(adapter.part() + ".safetensors");
    try (InputStream in = adapter.weights().open()) {
      Files.copy(in, path);
    }
    return SafetensorsFile.open(path);
  }

  private static double value(JsonNode configuration, String name, String pattern, String path) {
    JsonNode own = configuration.path(pattern).path(path);
    return (own.isMissingNode() ? configuration.path(name) : own).asDouble();
  }

  /** How PEFT's {@code create_adapter_parameters} sizes matrices, from its configuration alone. */
  private record Peft(JsonNode configuration) {
    private Map<String, Shape> matrices(String path, Shape weight) {
      String target = path.replace("text_model.", "");
      assertThat(configuration.path("target_modules").valueStream().map(JsonNode::asString))
          .contains(target);
      long rank = (long) value(configuration, "r", "rank_pattern", target);
      return configuration.path("peft_type").asString().equals("LOHA")
          ? hadamard(rank, weight)
          : kronecker(rank, weight);
    }

    private static Map<String, Shape> hadamard(long rank, Shape weight) {
      long out = weight.size(0);
      Shape left = Shape.of(out, rank);
      Shape right = Shape.of(rank, weight.elements() / out);
      return Map.of(
          ".hada_w1_a", left, ".hada_w1_b", right, ".hada_w2_a", left, ".hada_w2_b", right);
    }

    private Map<String, Shape> kronecker(long rank, Shape weight) {
      long[] out = factorization(weight.size(0));
      long[] in = factorization(weight.size(1));
      long kernel = weight.elements() / weight.size(0) / weight.size(1);
      Map<String, Shape> matrices = new HashMap<>();
      matrices.put(".lokr_w1", Shape.of(out[0], in[0]));
      if (rank >= Math.max(out[1], in[1]) / 2.0) {
        matrices.put(
            ".lokr_w2",
            weight.rank() == 2
                ? Shape.of(out[1], in[1])
                : Shape.of(out[1], in[1], weight.size(2), weight.size(3)));
      } else {
        matrices.put(".lokr_w2_a", Shape.of(out[1], rank));
        matrices.put(".lokr_w2_b", Shape.of(rank, in[1] * kernel));
      }
      return matrices;
    }

    /** The divisor that is nearest to the root, or to the factor if that is less, and the other. */
    private long[] factorization(long features) {
      long factor = configuration.path("decompose_factor").asLong();
      if (factor > 0 && features % factor == 0) {
        return new long[] {factor, features / factor};
      }
      long smaller = 1;
      for (long i = 1; i * i <= features && (factor < 0 || i <= factor); i++) {
        smaller = features % i == 0 ? i : smaller;
      }
      return new long[] {smaller, features / smaller};
    }
  }
}
