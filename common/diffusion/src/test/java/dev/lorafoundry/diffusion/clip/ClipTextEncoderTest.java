package dev.lorafoundry.diffusion.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ClipTextEncoderTest {
  private static final double TOLERANCE = 1e-4;
  private static final String PREFIX = "cond_stage_model.transformer.text_model";
  private static final String OPEN_PREFIX = "cond_stage_model.model";
  private static final String XL_PREFIX = "conditioner.embedders.0.transformer.text_model";
  private static final String XL_OPEN_PREFIX = "conditioner.embedders.1.model";

  @ParameterizedTest
  @CsvSource({"SD1, 1", "SD1, 2", "SD2, 1", "SD2, 2"})
  void encodesAsTheReferenceWithClipSkip(Family family, int skip) {
    float[] states = encode(family, "text.tokens", skip, "states");

    Numbers.assertClose(states, golden(family, "text.clip_skip" + skip), TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"SD1, text.long150", "SD1, text.long225", "SD2, text.long150", "SD2, text.long225"})
  void joinsChunksAsTheReference(Family family, String example) {
    float[] states = encode(family, example + ".tokens", 1, "states");

    Numbers.assertClose(states, golden(family, example + ".states"), TOLERANCE);
  }

  @ParameterizedTest
  @EnumSource(names = {"SD1", "SD2"})
  void agreesWithTheReferenceAfterEveryLayer(Family family) {
    int layers = layers(family, "text.layer");
    assertThat(layers).isGreaterThan(1);
    for (int i = 0; i < layers; i++) {
      float[] all = encode(family, "text.tokens", 1, i == 0 ? "embeddings" : "layer" + (i - 1));
      assertFirst(all, golden(family, "text.layer" + i));
    }
  }

  @Test
  void sdxlsEncodersAgreeWithTheReferenceAfterEveryLayer() {
    assertLayers("1", XL_PREFIX, ClipLayout.HUGGING_FACE);
    assertLayers("2", XL_OPEN_PREFIX, ClipLayout.OPEN_CLIP);
  }

  @Test
  void sdxlsSecondEncoderGivesTheReferencesLastStates() {
    ClipUse normed = new ClipUse(ClipLayout.OPEN_CLIP, 0, 1, true);

    float[] states = run(Family.SDXL, XL_OPEN_PREFIX, normed, "text.tokens2", "states");

    Numbers.assertClose(states, golden(Family.SDXL, "text.te2_final"), TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"24, 23", "23, 23", "3, 2"})
  void sd2UsesAllStoredLayersButOneThatIsNoPartOfIt(int stored, int used) {
    Map<String, Shape> layers = new HashMap<>();
    for (int i = 0; i < stored; i++) {
      layers.put("transformer.resblocks." + i + ".ln_1.weight", Shape.of(1024));
    }
    Weights encoder = Weights.of(new Program("sizes"), layers);

    assertThat(ClipUse.sd2(encoder, 1).layers(stored)).isEqualTo(used);
    assertThat(ClipUse.sd2(encoder, 2).layers(stored)).isEqualTo(used - 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SD1", "SD2"})
  void refusesToSkipMoreLayersThanThereAre(Family family) {
    int layers = layers(family, "text.layer") - 1; // the first one holds the embeddings
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode(family, "text.tokens", layers + 2, "states"))
        .withMessageContaining("clip skip " + (layers + 2))
        .withMessageContaining("has %d layers, so 1 to %d".formatted(layers, layers + 1));
  }

  private static void assertLayers(String number, String prefix, ClipLayout layout) {
    int layers = layers(Family.SDXL, "text.te" + number + "_layer");
    ClipUse all = new ClipUse(layout, 0, 1, false);
    assertThat(layers).isGreaterThan(1);
    for (int i = 0; i < layers; i++) {
      String output = i == 0 ? "embeddings" : "layer" + (i - 1);
      float[] states = run(Family.SDXL, prefix, all, "text.tokens" + number, output);
      assertFirst(states, golden(Family.SDXL, "text.te" + number + "_layer" + i));
    }
  }

  /** The reference has the inner states of the first prompt alone. */
  private static void assertFirst(float[] all, float[] reference) {
    Numbers.assertClose(Arrays.copyOf(all, reference.length), reference, TOLERANCE);
  }

  private static int layers(Family family, String prefix) {
    return (int) file(family).names().stream().filter(it -> it.startsWith(prefix)).count();
  }

  private static float[] encode(Family family, String tokens, int skip, String output) {
    return family == Family.SD2
        ? run(family, OPEN_PREFIX, sd2(skip), tokens, output)
        : run(family, PREFIX, ClipUse.sd1(skip), tokens, output);
  }

  private static ClipUse sd2(int skip) {
    Program program = new Program("sizes");
    return ClipUse.sd2(Models.weights(Family.SD2, program).at(OPEN_PREFIX), skip);
  }

  private static float[] run(
      Family family, String prefix, ClipUse use, String tokens, String output) {
    Program program = new Program("clip");
    ClipTextEncoder encoder = new ClipTextEncoder(Models.weights(family, program).at(prefix), use);
    program.method(
        "encode",
        m -> {
          encoder.forward(m.input("tokens")).named("states");
          m.expose(output);
        });
    try (Executable executable = Models.load(family, program, Map.of());
        Tensor input = tokens(file(family).get(tokens));
        Outputs outputs = executable.run("encode", Map.of("tokens", input))) {
      return outputs.get(output).toFloats();
    }
  }

  private static Tensor tokens(StoredTensor stored) {
    List<Long> sizes = stored.shape().sizes();
    long chunks = sizes.size() == 3 ? sizes.get(1) : 1;
    return Models.longs(stored, Shape.of(sizes.get(0), chunks, 77));
  }

  private static float[] golden(Family family, String name) {
    return file(family).get(name).toFloats();
  }

  private static SafetensorsFile file(Family family) {
    return Models.golden(family, "forward");
  }
}
