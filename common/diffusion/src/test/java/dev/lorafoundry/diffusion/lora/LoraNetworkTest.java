package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.TimeEmbedding;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LoraNetworkTest {
  private static final double TOLERANCE = 1e-4;
  private static final SafetensorsFile GOLDEN = Fixtures.tensors("sd1/forward_lora.safetensors");

  /** Files and multipliers, as in {@code lora.x0.6.unet}. */
  static Stream<Arguments> changes() {
    Pattern name = Pattern.compile("(lora|locon)\\.x([0-9.]+)\\.unet");
    return GOLDEN.names().stream()
        .map(name::matcher)
        .filter(Matcher::matches)
        .map(found -> Arguments.of(found.group(1), found.group(2)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changesTheModelAsTheReference(String file, String weight) throws IOException {
    LoraFile lora = LoraFile.read(Fixtures.path("sd1/" + file + ".safetensors"));
    LoraNetwork network = lora.network();
    Program program = new Program("adapted");
    var text =
        new ClipTextEncoder(
            Models.sd1(program).adaptedBy(network).at("cond_stage_model.transformer.text_model"),
            ClipUse.sd1(1));
    UNet unet =
        new UNet(
            Models.sd1(program).adaptedBy(network).at("model.diffusion_model"),
            HeadRule.of(Family.SD1));
    program.method(
        "both",
        m -> {
          network.scaleBy(m.input("weight"));
          m.returns("text", text.forward(m.input("tokens")));
          m.returns("unet", unet.forward(m.input("x"), m.input("time"), m.input("context")));
        });
    double[] timesteps = doubles(GOLDEN.get("timesteps").toFloats());
    StoredTensor tokens = GOLDEN.get("tokens");
    Map<String, Tensor> matrices = new HashMap<>();
    network.shapes().keySet().forEach(it -> matrices.put(it, Models.tensor(lora.matrix(it))));

    try (Executable executable = Models.load(program, matrices);
        Tensor x = Models.tensor(GOLDEN.get("latents"));
        Tensor context = Models.tensor(GOLDEN.get("context"));
        Tensor ids =
            Models.RUNTIME.longs(Shape.of(tokens.shape().size(0), 1, 77), tokens.toLongs());
        Tensor multiplier = Models.RUNTIME.scalar(Double.parseDouble(weight));
        Tensor time =
            Models.RUNTIME.floats(
                Shape.of(timesteps.length, unet.timeWidth()),
                TimeEmbedding.of(unet.timeWidth(), timesteps));
        Outputs outputs =
            executable.run(
                "both",
                Map.of(
                    "x",
                    x,
                    "time",
                    time,
                    "context",
                    context,
                    "tokens",
                    ids,
                    "weight",
                    multiplier))) {
      String prefix = file + ".x" + weight;
      Numbers.assertClose(
          outputs.get("unet").toFloats(), GOLDEN.get(prefix + ".unet").toFloats(), TOLERANCE);
      Numbers.assertClose(
          outputs.get("text").toFloats(), GOLDEN.get(prefix + ".text").toFloats(), TOLERANCE);
    }
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  @Test
  void choosesTheReferencesModulesAndShapes() throws IOException {
    LoraFile reference = LoraFile.read(Fixtures.path("sd1/lora.safetensors"));
    int rank = Integer.parseInt(reference.metadata().get("ss_network_dim"));
    double alpha = Double.parseDouble(reference.metadata().get("ss_network_alpha"));

    LoraNetwork own = network(Models.sd1Shapes(), rank, alpha, NetworkTarget.BOTH);

    LoraNetwork theirs = reference.network();
    assertThat(own.shapes()).containsExactlyInAnyOrderEntriesOf(theirs.shapes());
    assertThat(own.alphas()).containsExactlyInAnyOrderEntriesOf(theirs.alphas());
  }

  @Test
  void hasSd1sModulesWithTheNamesThatOthersExpect() {
    Map<String, Shape> base = Sd1Shapes.all();
    Set<String> unet = Set.copyOf(network(base, 1, 1, NetworkTarget.UNET_ONLY).names());
    Set<String> text = Set.copyOf(network(base, 1, 1, NetworkTarget.TEXT_ENCODER_ONLY).names());

    assertThat(unet).hasSize(192).isEqualTo(expectedUnet());
    assertThat(text).hasSize(72).isEqualTo(expectedText());
    assertThat(elements(network(base, 1, 1, NetworkTarget.UNET_ONLY))).isEqualTo(423_936);
    assertThat(elements(network(base, 1, 1, NetworkTarget.TEXT_ENCODER_ONLY))).isEqualTo(165_888);
    assertThat(network(base, 1, 1, NetworkTarget.BOTH).names()).hasSize(264);
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
    return LoraNetwork.create(base, new NetworkSettings(rank, alpha, target));
  }

  private static long elements(LoraNetwork network) {
    return network.shapes().values().stream().mapToLong(Shape::elements).sum();
  }

  private static Set<String> expectedUnet() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        names.addAll(transformer("down_blocks_" + i + "_attentions_" + j));
      }
      for (int j = 0; j < 3; j++) {
        names.addAll(transformer("up_blocks_" + (i + 1) + "_attentions_" + j));
      }
    }
    names.addAll(transformer("mid_block_attentions_0"));
    return names;
  }

  private static List<String> transformer(String path) {
    String block = "lora_unet_" + path + "_transformer_blocks_0_";
    return List.of(
        "lora_unet_" + path + "_proj_in",
        "lora_unet_" + path + "_proj_out",
        block + "attn1_to_q",
        block + "attn1_to_k",
        block + "attn1_to_v",
        block + "attn1_to_out_0",
        block + "attn2_to_q",
        block + "attn2_to_k",
        block + "attn2_to_v",
        block + "attn2_to_out_0",
        block + "ff_net_0_proj",
        block + "ff_net_2");
  }

  private static Set<String> expectedText() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      String layer = "lora_te_text_model_encoder_layers_" + i + "_";
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
