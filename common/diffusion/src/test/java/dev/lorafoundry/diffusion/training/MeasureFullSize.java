package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.model.BaseModelFile;
import dev.lorafoundry.diffusion.model.ModelTensors;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Time and memory of a step on a U-Net of SD1's full size, with random weights, in fp32 on one
 * thread, beside a pass of the frozen U-Net alone. Started by name only: the build does not take
 * this class for a test. {@code docs/benchmarks.md} has the commands.
 */
final class MeasureFullSize {
  private static final int SIDE = Integer.getInteger("side", 512);
  private static final int BATCH = Integer.getInteger("batch", 1);
  private static final int RANK = Integer.getInteger("rank", 16);
  private static final int STEPS = Integer.getInteger("steps", 2);
  private static final String SHIFT = "shift";

  @TempDir private static Path folder;

  private TensorRuntime runtime;
  private BaseModelFile file;

  @BeforeAll
  static void write() throws IOException {
    FullSizeModel.write(model(), Family.SD1);
  }

  @BeforeEach
  void open() throws IOException {
    runtime = TensorRuntime.cpu(1);
    file = BaseModelFile.open(model());
  }

  private static Path model() {
    return folder.resolve("full.safetensors");
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    runtime.close();
  }

  /** What every training pays for at least: a pass of the U-Net, and one there and back. */
  @Test
  void frozen() {
    Program program = frozenUNet();
    try (ModelTensors weights = file.tensors(runtime);
        Tensor shift = runtime.zeros(Shape.of(1), DType.F32);
        Executable unet =
            runtime.load(program, name -> name.equals(SHIFT) ? shift : weights.find(name))) {
      measure(unet, "forward");
      measure(unet, "backward");
    }
  }

  @Test
  void kept() {
    train("activations kept", Map.of());
  }

  @Test
  void recomputed() {
    train("activations recomputed", Map.of("gradientCheckpointing", true));
  }

  @Test
  void memoryOf8Bits() {
    train("memory of 8 bits", Map.of("optimizer", "AdamW8bit"));
  }

  @Test
  void withText() {
    train("text encoder too", Map.of("train", "both"));
  }

  private void train(String name, Map<String, ?> given) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of("optimizer", "AdamW", "train", "unet_only", "rank", RANK, "epochs", 1000));
    settings.put("batchSize", BATCH);
    settings.putAll(given);
    TrainingBase base =
        new TrainingBase(
            file,
            new ClipTokenizer(Vocabulary.ofMerges(List.of())),
            PredictionType.EPSILON,
            "full");

    StepCost cost =
        StepCost.of(
            runtime,
            base,
            Sessions.settings(settings),
            StepCost.pictures(BATCH, SIDE),
            new StepCost.Steps(1, STEPS));

    assertThat(cost.seconds()).isPositive();
    System.out.printf(
        "%s: %.1f s of processor time a step, %.0f MiB between steps, peak %.0f MiB%n",
        name, cost.seconds(), cost.loadedMib(), cost.peakMib());
  }

  private void measure(Executable unet, String method) {
    Map<String, Tensor> inputs =
        Map.of(
            "x", ones(BATCH, Latents.CHANNELS, SIDE / Latents.FACTOR, SIDE / Latents.FACTOR),
            "time", ones(BATCH, file.sizes().unetWidths().get(0)),
            "context", ones(BATCH, ClipTextEncoder.CHUNK, file.sizes().contextWidth()));
    unet.run(method, inputs).close();
    long loaded = PeakMemory.settled();
    long start = StepCost.processorNanos();
    try (PeakMemory memory = PeakMemory.watching()) {
      for (int i = 0; i < STEPS; i++) {
        unet.run(method, inputs).close();
      }
      double seconds = (StepCost.processorNanos() - start) / 1e9 / STEPS;
      assertThat(seconds).isPositive();
      System.out.printf(
          "frozen U-Net, %s: %.1f s of processor time, %.0f MiB for a moment%n",
          method, seconds, (memory.bytes() - loaded) / (double) (1 << 20));
    }
    inputs.values().forEach(Tensor::close);
  }

  private Tensor ones(long... sizes) {
    Shape shape = Shape.of(sizes);
    float[] numbers = new float[Math.toIntExact(shape.elements())];
    Arrays.fill(numbers, 1);
    return runtime.floats(shape, numbers);
  }

  private Program frozenUNet() {
    Program program = new Program("frozen");
    UNet unet =
        new UNet(Weights.of(program, file.shapes()).at(Prefixes.UNET), HeadRule.of(file.family()));
    Value shift = program.parameter(SHIFT, Shape.of(1));
    program.method("forward", m -> m.returns("mean", mean(m, unet, m.input("x"))));
    program.method(
        "backward",
        m -> {
          Values leaves = m.train();
          Value mean = mean(m, unet, m.input("x").add(shift));
          m.returns("gradient", m.gradients(mean, leaves).get(0));
        });
    return program;
  }

  private static Value mean(MethodScope m, UNet unet, Value x) {
    return unet.forward(x, m.input("time"), m.input("context")).square().mean();
  }
}
