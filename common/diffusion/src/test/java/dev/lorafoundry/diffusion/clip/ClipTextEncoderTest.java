package dev.lorafoundry.diffusion.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipTextEncoderTest {
  private static final double TOLERANCE = 1e-4;
  private static final String PREFIX = "cond_stage_model.transformer.text_model";
  private static final SafetensorsFile GOLDEN = Fixtures.tensors("sd1/forward.safetensors");

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void encodesAsTheReferenceWithClipSkip(int skip) {
    float[] states = encode("text.tokens", skip, "states");

    Numbers.assertClose(states, golden("text.clip_skip" + skip), TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.long150", "text.long225"})
  void joinsChunksAsTheReference(String example) {
    float[] states = encode(example + ".tokens", 1, "states");

    Numbers.assertClose(states, golden(example + ".states"), TOLERANCE);
  }

  @Test
  void agreesWithTheReferenceAfterEveryLayer() {
    int layers = (int) GOLDEN.names().stream().filter(it -> it.startsWith("text.layer")).count();
    int prompt = 0;
    assertThat(layers).isGreaterThan(1);
    for (int i = 0; i < layers; i++) {
      float[] all = encode("text.tokens", 1, i == 0 ? "embeddings" : "layer" + (i - 1));
      float[] reference = golden("text.layer" + i);
      float[] own =
          Arrays.copyOfRange(all, prompt * reference.length, (prompt + 1) * reference.length);
      Numbers.assertClose(own, reference, TOLERANCE);
    }
  }

  @Test
  void refusesToSkipMoreLayersThanThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> encode("text.tokens", 40, "states"))
        .withMessageContaining("clip skip 40");
  }

  private static float[] encode(String tokens, int skip, String output) {
    Program program = new Program("clip");
    ClipTextEncoder encoder = new ClipTextEncoder(Models.sd1(program).at(PREFIX), skip);
    program.method(
        "encode",
        m -> {
          encoder.forward(m.input("tokens")).named("states");
          m.expose(output);
        });
    try (Executable executable = Models.load(program);
        Tensor input = tokens(tokens);
        Outputs outputs = executable.run("encode", Map.of("tokens", input))) {
      return outputs.get(output).toFloats();
    }
  }

  private static Tensor tokens(String name) {
    StoredTensor stored = GOLDEN.get(name);
    List<Long> sizes = stored.shape().sizes();
    long chunks = sizes.size() == 3 ? sizes.get(1) : 1;
    return Models.RUNTIME.longs(Shape.of(sizes.get(0), chunks, 77), stored.toLongs());
  }

  private static float[] golden(String name) {
    return GOLDEN.get(name).toFloats();
  }
}
