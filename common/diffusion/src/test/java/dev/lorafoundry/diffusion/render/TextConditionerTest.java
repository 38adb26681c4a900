package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.Tokens;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.prompt.PromptChunks;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.FullDevice;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TextConditionerTest {
  private static final int SKIP = 2;

  private static ClipTokenizer tokenizer;
  private static TextConditioner conditioner;

  @BeforeAll
  static void load() {
    tokenizer = Tokens.sd1();
    conditioner = new TextConditioner(Bases.loader(Family.SD1), tokenizer, SKIP);
  }

  @AfterAll
  static void close() {
    if (conditioner != null) { // the fixtures may lack the family
      conditioner.close();
    }
  }

  @Test
  void plainPromptGivesTheEncodersStates() {
    Numbers.assertClose(positive("ab cd"), encoded("ab cd"), 1e-5);
  }

  @Test
  void weightMultipliesStatesAndKeepsTheMean() {
    float[] plain = encoded("ab cd");
    float[] expected = plain.clone();
    int width = plain.length / TokenChunks.LENGTH;
    for (int i = 2 * width; i < 3 * width; i++) { // the second word, after the mark of the start
      expected[i] *= 1.5f;
    }
    double scale = mean(plain) / mean(expected);
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= (float) scale;
    }

    assertThat(Numbers.relativeError(positive("ab (cd:1.5)"), expected)).isLessThan(1e-4);
  }

  @Test
  void chunksAreEncodedOneByOne() {
    float[] both = positive("ab BREAK cd");
    int half = both.length / 2;

    Numbers.assertClose(Arrays.copyOf(both, half), encoded("ab"), 1e-5);
    Numbers.assertClose(Arrays.copyOfRange(both, half, both.length), encoded("cd"), 1e-5);
  }

  @Test
  void promptIsAsLongAsItsChunks() {
    int one = positive("ab").length;

    assertThat(positive("ab BREAK cd BREAK ef")).hasSize(3 * one);
    assertThat(positive("")).hasSize(one);
  }

  /** As the webui lays prompts out: what follows a chunk's end is token 0 for OpenCLIP. */
  @Test
  void sdxlsEncodersPadEachInItsWay() {
    SizeEmbedding sizes = Bases.SIZES;
    try (TextConditioner xl = new TextConditioner(Bases.loader(Family.SDXL), tokenizer, 1);
        Conditioning.Text text = xl.of("ab cd BREAK ef", sizes, 1);
        Conditioning.Text first = xl.of("ab cd", sizes, 1)) {
      XlTexts expected = XlTexts.of(tokenizer, "ab cd");

      Numbers.assertClose(first.states().toFloats(), expected.states(), 1e-4);
      float[] vector = text.vector().orElseThrow().toFloats();
      float[] alone = first.vector().orElseThrow().toFloats();
      Numbers.assertClose(vector, alone, 1e-5); // the whole is the first chunk's
      Numbers.assertClose(
          Arrays.copyOfRange(alone, alone.length - SizeEmbedding.LENGTH, alone.length),
          sizes.toFloats(),
          1e-6);
      Numbers.assertClose(
          Arrays.copyOf(alone, alone.length - SizeEmbedding.LENGTH), expected.pooled(), 1e-4);
    }
  }

  @Test
  void leavesNothingBehindOnADeviceThatIsFull() {
    try (FullDevice device = new FullDevice()) {
      ModelLoader loader = ModelLoader.of(device.runtime(), Bases.model(Family.SDXL));
      try (TextConditioner xl = new TextConditioner(loader, tokenizer, 1)) {
        int open = device.runtime().openTensors();
        int before = device.made();
        xl.ofNegative("", Bases.SIZES, 1).close();
        int all = device.made() - before;
        assertThat(all).as("inputs, weight, states and vector").isEqualTo(7);
        for (int n = 1; n <= all; n++) {
          device.refuseAfter(n);

          assertThatThrownBy(() -> xl.ofNegative("", Bases.SIZES, 1))
              .isInstanceOf(OutOfMemoryError.class);

          assertThat(device.runtime().openTensors()).as("with no room for %d", n).isEqualTo(open);
        }
      }
    }
  }

  private static float[] positive(String prompt) {
    try (Conditioning.Text text = conditioner.of(prompt, Bases.SIZES, 1)) {
      assertThat(text.vector()).isEmpty();
      return text.states().toFloats();
    }
  }

  /** What the encoder alone makes of a prompt of one chunk. */
  private static float[] encoded(String prompt) {
    Program program = new Program("clip");
    ClipTextEncoder encoder =
        new ClipTextEncoder(Models.sd1(program).at(Prefixes.CLIP), ClipUse.sd1(SKIP));
    program.method("encode", m -> m.returns("states", encoder.states(m.input("tokens"))));
    long[] ids = PromptChunks.of(tokenizer, prompt).toArray();
    try (Executable executable = Models.load(program);
        Tensor tokens = Models.RUNTIME.longs(Shape.of(1, TokenChunks.LENGTH), ids);
        Outputs outputs = executable.run("encode", Map.of("tokens", tokens))) {
      return outputs.get("states").toFloats();
    }
  }

  private static double mean(float[] numbers) {
    double sum = 0;
    for (float each : numbers) {
      sum += each;
    }
    return sum / numbers.length;
  }
}
