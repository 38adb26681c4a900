package dev.lorafoundry.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out of modules, by hand: base layers of zeros with a LoRA of rank 2 and alpha 2. */
final class DropoutTest {
  private static final String LINEAR =
      "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q";
  private static final String CONVOLUTION = "model.diffusion_model.input_blocks.1.0.in_layers.2";
  private static final String TEXT =
      "cond_stage_model.transformer.text_model.encoder.layers.0.mlp.fc1";

  /** Rows of two samples, three each: a module without dropout gives {@code first + 10 second}. */
  private static final float[] ROWS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @Test
  void leavesOutRanksOfEachSample() {
    float[] y = linear(settings(null, 0.5, null), shares(2, 2, 2, 0, 0, 2));

    // first sample: 2 · the first number; second one: 2 · 10 · the second number
    assertThat(y).containsExactly(2, 6, 10, 160, 200, 240);
  }

  @Test
  void leavesOutWholeModules() {
    assertThat(linear(settings(null, null, 0.5), shares(2, 2, 0, 0, 0, 0)))
        .containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(linear(settings(null, null, 0.5), shares(2, 2, 1, 1, 1, 1)))
        .containsExactly(21, 43, 65, 87, 109, 131);
  }

  /** Shares of two texts of two chunks; the layers behind the last states see the first ones. */
  @ParameterizedTest
  @CsvSource({"4, 0 1 2 3", "2, 0 2"})
  void leavesOutRanksOfChunksOfTexts(int chunks, String sharesOfChunks) {
    float[] shares = {2, 0, 0, 2, 1, 3, 5, 7};
    int rows = chunks * ClipTextEncoder.CHUNK;
    float[] x = new float[2 * rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + i % 13;
    }
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(Dropout.TEXT_SHARES, Models.RUNTIME.floats(Shape.of(4, 2), shares));
    inputs.put("x", Models.RUNTIME.floats(Shape.of(rows, 2), x));

    float[] y = linear(TEXT, settings(null, 0.5, null), inputs);

    String[] places = sharesOfChunks.split(" ");
    float[] expected = new float[rows];
    for (int row = 0; row < rows; row++) {
      int share = 2 * Integer.parseInt(places[row / ClipTextEncoder.CHUNK]);
      expected[row] = shares[share] * x[2 * row] + 10 * shares[share + 1] * x[2 * row + 1];
    }
    assertThat(y).isEqualTo(expected);
  }

  @Test
  void leavesOutNeuronsThatTheStreamOfTheModuleIsBelow() {
    double rate = 0.4;
    long start = 99;

    float[] y =
        linear(
            settings(rate, null, null),
            Map.of(Dropout.STARTS, Models.RUNTIME.longs(Shape.of(1), start)));

    Draws draws = Draws.from(start);
    float[] expected = new float[6];
    int left = 0;
    for (int i = 0; i < ROWS.length; i++) {
      if (draws.uniform() >= rate) {
        expected[i / 2] += (float) ((i % 2 == 0 ? 1 : 10) * ROWS[i] / (1 - rate));
        left++;
      }
    }
    assertThat(left).isBetween(1, 11);
    Numbers.assertClose(y, expected, 1e-4);
  }

  @Test
  void leavesOutRanksOfMaps() {
    LoraNetwork network = network(CONVOLUTION, Shape.of(1, 2, 1, 1));
    Map<String, Tensor> inputs = shares(2, 2, 2, 0, 0, 2);
    inputs.put("x", Models.RUNTIME.floats(Shape.of(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8));
    Program program = new Program("map");
    Weights w =
        Weights.of(program, Map.of(CONVOLUTION + ".weight", Shape.of(1, 2, 1, 1)))
            .adaptedBy(network);
    Conv2d layer = Conv2d.same(w.at(CONVOLUTION));
    program.method(
        "f",
        m -> {
          new Dropout(network, settings(null, 0.5, null), 7).begin(m);
          m.returns("y", layer.forward(m.input("x")));
        });

    assertThat(run(program, inputs)).containsExactly(2, 4, 140, 160);
  }

  @ParameterizedTest
  @CsvSource({"0.5, , 1, 0 2", ", 0.25, 1, 0 1", "0.5, 0.25, 1, 0 2"})
  void leavesAsMuchAsThereWasInTheMean(
      @Nullable Double ranks, @Nullable Double modules, double mean, String values) {
    Dropout dropout =
        new Dropout(network(LINEAR, Shape.of(1, 2)), settings(null, ranks, modules), 7);
    double sum = 0;
    int batches = 2000;
    for (int batch = 0; batch < batches; batch++) {
      float[] shares = drawn(dropout, batch, Dropout.UNET_SHARES);
      for (float share : shares) {
        assertThat(values.split(" ")).contains(Integer.toString((int) share));
        sum += share / shares.length / batches;
      }
    }

    // sd-scripts makes up for ranks that are left out, not for modules
    assertThat(sum).isCloseTo(modules == null ? mean : mean * (1 - modules), within(0.05));
  }

  @Test
  void aModuleIsLeftOutForAllPicturesOrForNone() {
    Dropout dropout = new Dropout(network(LINEAR, Shape.of(1, 2)), settings(null, null, 0.5), 7);

    for (int batch = 0; batch < 50; batch++) {
      float[] shares = drawn(dropout, batch, Dropout.UNET_SHARES);
      assertThat(shares).hasSize(6).containsOnly(shares[0]);
    }
  }

  @Test
  void drawsForTextsAndPicturesOfTheirOwnNumber() {
    LoraModule text =
        LoraModule.beside(
            LayerNames.of(Family.SD1, TEXT).orElseThrow(),
            Shape.of(3, 2),
            new NetworkModule.Size(4, 1));
    LoraModule unet =
        LoraModule.beside(
            LayerNames.of(Family.SD1, LINEAR).orElseThrow(),
            Shape.of(3, 2),
            new NetworkModule.Size(2, 1));
    Dropout dropout = new Dropout(new LoraNetwork(List.of(text, unet)), settings(0.1, 0.1, 0.1), 7);

    Map<String, Tensor> inputs = dropout.inputs(Models.RUNTIME, 5, 3, 6);

    assertThat(inputs.get(Dropout.TEXT_SHARES).shape()).isEqualTo(Shape.of(6, 4));
    assertThat(inputs.get(Dropout.UNET_SHARES).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(inputs.get(Dropout.STARTS).toLongs())
        .isEqualTo(Draws.of(7, 5, Purpose.NEURONS).starts(2));
  }

  @Test
  void dependsOnSeedAndBatchAlone() {
    LoraNetwork network = network(LINEAR, Shape.of(1, 2));
    NetworkSettings half = settings(null, 0.5, null);
    Dropout dropout = new Dropout(network, half, 7);

    float[] first = drawn(dropout, 3, Dropout.UNET_SHARES);

    assertThat(drawn(new Dropout(network, half, 7), 3, Dropout.UNET_SHARES)).isEqualTo(first);
    assertThat(List.of(4L, 5L, 6L))
        .anySatisfy(
            batch -> assertThat(drawn(dropout, batch, Dropout.UNET_SHARES)).isNotEqualTo(first));
  }

  @Test
  void drawsNothingWhereNothingIsLeftOut() {
    Dropout dropout = new Dropout(network(LINEAR, Shape.of(1, 2)), settings(0.0, 0.0, null), 7);

    assertThat(dropout.inputs(Models.RUNTIME, 0, 2, 2)).isEmpty();
  }

  private static float[] drawn(Dropout dropout, long batch, String input) {
    Map<String, Tensor> inputs = dropout.inputs(Models.RUNTIME, batch, 3, 0);
    try {
      return inputs.get(input).toFloats();
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static float[] linear(NetworkSettings settings, Map<String, Tensor> given) {
    Map<String, Tensor> inputs = new HashMap<>(given);
    inputs.put("x", Models.RUNTIME.floats(Shape.of(6, 2), ROWS));
    return linear(LINEAR, settings, inputs);
  }

  private static float[] linear(String path, NetworkSettings settings, Map<String, Tensor> inputs) {
    LoraNetwork network = network(path, Shape.of(1, 2));
    Program program = new Program("rows");
    Weights w = Weights.of(program, Map.of(path + ".weight", Shape.of(1, 2))).adaptedBy(network);
    Linear layer = new Linear(w.at(path));
    program.method(
        "f",
        m -> {
          new Dropout(network, settings, 7).begin(m);
          m.returns("y", layer.forward(m.input("x")));
        });
    return run(program, inputs);
  }

  private static float[] run(Program program, Map<String, Tensor> inputs) {
    try (Executable executable = Models.RUNTIME.load(program, DropoutTest::weight);
        Outputs outputs = executable.run("f", inputs)) {
      return outputs.get("y").toFloats();
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private static Tensor weight(String name) {
    boolean map = name.contains("resnets") || name.startsWith(CONVOLUTION);
    if (name.endsWith("lora_down.weight")) {
      return Models.RUNTIME.floats(map ? Shape.of(2, 2, 1, 1) : Shape.of(2, 2), 1, 0, 0, 1);
    }
    if (name.endsWith("lora_up.weight")) {
      return Models.RUNTIME.floats(map ? Shape.of(1, 2, 1, 1) : Shape.of(1, 2), 1, 10);
    }
    return Models.RUNTIME.floats(map ? Shape.of(1, 2, 1, 1) : Shape.of(1, 2), 0, 0);
  }

  private static Map<String, Tensor> shares(int samples, int ranks, float... values) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put(Dropout.UNET_SHARES, Models.RUNTIME.floats(Shape.of(samples, ranks), values));
    return inputs;
  }

  private static LoraNetwork network(String path, Shape layer) {
    String name = LayerNames.of(Family.SD1, path).orElseThrow();
    return new LoraNetwork(List.of(LoraModule.beside(name, layer, new NetworkModule.Size(2, 2))));
  }

  private static NetworkSettings settings(
      @Nullable Double neurons, @Nullable Double ranks, @Nullable Double modules) {
    return new NetworkSettings(
        NetworkType.LORA,
        2,
        2,
        NetworkTarget.BOTH,
        -1,
        Dora.OFF,
        null,
        null,
        neurons,
        ranks,
        modules);
  }
}
