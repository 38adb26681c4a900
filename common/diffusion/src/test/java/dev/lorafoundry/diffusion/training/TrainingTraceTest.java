package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.model.TextEncoders;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.optimiser.ParameterGroup;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.schedule.LearningRateSchedule;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole trainings against the reference's, at the tolerances that the fixtures name or closer ones.
 */
final class TrainingTraceTest {
  private static final double LOSS = 1e-5;
  private static final double NORM = 1e-3;
  private static final double GRADIENT = 1e-4;
  private static final double STEP_SIZE = 1e-3;
  private static final double FINAL = 2e-3;
  private static final double UPDATE = 1e-2;
  private static final double CHANGE = 1e-3;
  private static final int CHUNK = ClipTextEncoder.CHUNK;

  /** What no change of ours may leave out. */
  private static final List<String> COMMITTED =
      List.of(
          "sd1/adamw",
          "sd1/lion_cosine_warmup",
          "sd1/adamw_options",
          "sd1/debiased",
          "sd1/huber_snr",
          "sd1/huber_exponential",
          "sd1/smooth_l1_constant",
          "sd1/l1",
          "sd1/noise_offset",
          "sd1/ip_noise_gamma",
          "sd1/clip",
          "sd1/clip_small",
          "sd1/prior_loss_weight",
          "sd1/adafactor_fixed",
          "sd1/adafactor_relative",
          "sd1/adafactor_relative_no_warmup",
          "sd1/prodigy",
          "sd1/prodigy_default",
          "sd1/dadapt_adam",
          "sd1/dadapt_lion",
          "sd1/loraplus",
          "sd1/scale_weight_norms",
          "sd1/min_snr",
          "sd1/accumulation",
          "sd1/clip_skip2",
          "sd1/locon",
          "sd1/text_only",
          "sd2/v_pred",
          "sd2/v_pred_scaled",
          "sd2/v_pred_min_snr",
          "sd2/v_pred_debiased",
          "sd2/v_pred_zero_terminal_snr",
          "sd2/epsilon_v_like_loss",
          "sdxl/adamw",
          "sdxl/adamw_pooled_transposed",
          "sdxl/lion_cosine_warmup",
          "sdxl/min_snr",
          "sdxl/locon");

  static List<String> cases() {
    List<String> cases = TrainingCase.supported();
    if (Fixtures.areCommitted()) {
      assertThat(cases).containsExactlyInAnyOrderElementsOf(COMMITTED);
    }
    for (Family family : Models.families()) {
      assertThat(cases).anyMatch(name -> name.startsWith(Models.folder(family) + "/"));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trainsAsTheReference(String name) {
    TrainingCase golden = TrainingCase.of(name);
    TrainingSettings settings = golden.settings();
    StepProgram program =
        new StepProgram(
            golden.family(),
            Models.shapes(golden.family()),
            golden.prediction(),
            settings,
            DType.F32);
    assertGroups(program, golden);
    int accumulation = settings.loop().gradientAccumulationSteps();
    LearningRateSchedule schedule = new LearningRateSchedule(settings, golden.steps());
    Map<String, Tensor> start = new HashMap<>();
    program
        .program()
        .parameters()
        .keySet()
        .forEach(it -> start.put(it, Models.tensor(golden.start(it))));
    List<Double> losses = new ArrayList<>();

    try (Executable executable = Models.load(golden.family(), program.program(), start)) {
      Stepper stepper = new Stepper(Models.RUNTIME, executable, program);
      for (int step = 0; step < golden.steps(); step++) {
        for (int i = 0; i < accumulation - 1; i++) {
          losses.add(stepper.accumulate(batch(golden, step * accumulation + i), 1).loss());
        }
        double[] rates = LearningRates.of(settings, program.groups(), schedule.factor(step), step);
        if (!LearningRates.areItsOwn(settings)) {
          assertThat(rates).containsExactly(golden.rates(step), within(1e-12));
        }
        Batch batch = batch(golden, (step + 1) * accumulation - 1);
        Stepper.Result result = stepper.step(batch, 1, rates);
        losses.add(result.loss());
        double norm = golden.gradientNorms()[step];
        if (step == 0) {
          assertFirstGradients(executable, program, golden);
        }
        assertStepSize(executable, golden, step);
        assertScaled(executable, golden, step);
        assertThat(result.gradientNorm()).as("norm %d", step).isCloseTo(norm, within(NORM * norm));
      }

      assertLosses(losses, golden.losses());
      assertFinalWeights(executable.parameters(), golden);
    }
  }

  private static void assertGroups(StepProgram program, TrainingCase golden) {
    assertThat(program.groups()).extracting(ParameterGroup::name).isEqualTo(golden.groups());
    List<Shape> shapes = List.copyOf(program.program().parameters().values());
    int unused = 0;
    for (String name : golden.withoutGradient()) {
      unused += (int) program.network().shapes().get(name).elements();
    }
    double all = shapes.stream().mapToLong(Shape::elements).sum() + unused;
    assertThat(all).isEqualTo(Arrays.stream(golden.groupSizes()).sum());
  }

  private static void assertFirstGradients(
      Executable executable, StepProgram program, TrainingCase golden) {
    FirstGradients gradients = FirstGradients.of(golden.settings(), executable);
    double most = golden.settings().optimiser().maxGradNorm();
    double clipping = most == 0 ? 1 : Math.min(1, most / (golden.gradientNorms()[0] + 1e-6));
    Map<String, Double> norms = golden.norms("grad_norms");
    program.program().parameters().entrySet().stream()
        .filter(each -> norms.containsKey(each.getKey()))
        .forEach(
            each -> {
              double norm = clipping * norms.get(each.getKey());
              assertThat(gradients.norm(each.getKey(), each.getValue()))
                  .as("norm of the gradient of %s", each.getKey())
                  .isCloseTo(norm, within(GRADIENT * norm));
            });
    golden.stored().stream()
        .filter(norms::containsKey)
        .forEach(
            name ->
                assertThat(gradients.error(name, times(clipping, golden.result("grad." + name))))
                    .as("gradient of %s", name)
                    .isLessThan(GRADIENT));
  }

  private static float[] times(double factor, StoredTensor tensor) {
    float[] numbers = tensor.toFloats();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= (float) factor;
    }
    return numbers;
  }

  private static void assertStepSize(Executable executable, TrainingCase golden, int step) {
    if (!golden.stepSizes().isEmpty()) {
      double expected = golden.stepSizes().get(step);
      assertThat(executable.stateNames().stream().filter(name -> name.endsWith("_d")))
          .singleElement()
          .satisfies(
              name ->
                  assertThat((double) executable.readState(name, Tensor::item))
                      .as("d after step %d", step)
                      .isCloseTo(expected, within(STEP_SIZE * expected)));
    }
  }

  /** Modules that were too large have just the largest norm now. */
  private static void assertScaled(Executable executable, TrainingCase golden, int step) {
    if (!golden.scaledModules().isEmpty()) {
      double most = golden.settings().optimiser().scaleWeightNorms();
      assertThat(golden.names())
          .filteredOn(name -> name.endsWith(".lora_down.weight"))
          .filteredOn(name -> !golden.withoutGradient().contains(name))
          .filteredOn(down -> norm(executable, down, golden.settings().network()) > most - 1e-6)
          .as("scaled in step %d", step)
          .hasSize(golden.scaledModules().get(step));
    }
  }

  /** Of what a module adds to its layer: the root of {@code Σ (UᵀU)ᵢⱼ (DDᵀ)ᵢⱼ}. */
  private static double norm(Executable executable, String down, NetworkSettings network) {
    int rank = network.rank();
    float[] d = executable.readParameter(down, Tensor::toFloats); // (rank, inputs)
    float[] u = executable.readParameter(down.replace("lora_down", "lora_up"), Tensor::toFloats);
    double square = 0;
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < rank; j++) {
        double up = 0;
        for (int row = 0; row < u.length; row += rank) {
          up += u[row + i] * (double) u[row + j];
        }
        double both = 0;
        for (int column = 0; column < d.length / rank; column++) {
          int columns = d.length / rank;
          both += d[i * columns + column] * (double) d[j * columns + column];
        }
        square += up * both;
      }
    }
    return network.alpha() / rank * Math.sqrt(square);
  }

  private static void assertLosses(List<Double> losses, double[] golden) {
    assertThat(losses).hasSize(golden.length);
    for (int i = 0; i < golden.length; i++) {
      assertThat(losses.get(i)).as("loss %d", i).isCloseTo(golden[i], within(LOSS * golden[i]));
    }
  }

  private static void assertFinalWeights(Map<String, Tensor> weights, TrainingCase golden) {
    Set<String> trained = new HashSet<>(golden.names());
    trained.removeAll(golden.withoutGradient());
    assertThat(weights.keySet()).isEqualTo(trained);
    double difference = 0;
    double update = 0;
    for (String name : golden.stored()) {
      if (golden.withoutGradient().contains(name) || golden.noiseOnly().contains(name)) {
        continue;
      }
      float[] expected = golden.result("final." + name).toFloats();
      float[] actual = weights.get(name).toFloats();
      float[] start = golden.start(name).toFloats();
      assertThat(Numbers.relativeError(actual, expected)).as(name).isLessThan(FINAL);
      for (int i = 0; i < expected.length; i++) {
        difference += Math.pow(actual[i] - (double) expected[i], 2);
        update += Math.pow(start[i] - (double) expected[i], 2);
      }
    }
    assertThat(Math.sqrt(difference / update)).as("update").isLessThan(UPDATE);
    golden
        .norms("final_norms")
        .forEach(
            (name, norm) ->
                assertThat(Numbers.norm(weights.get(name).toFloats()))
                    .as("norm of %s", name)
                    .isCloseTo(norm, within(FINAL * norm)));
    double tolerance = tolerance(golden.settings().optimiser().optimizer());
    golden
        .norms("delta_norms")
        .forEach(
            (name, norm) ->
                assertThat(Numbers.norm(change(weights.get(name), golden.start(name))))
                    .as("norm of the change of %s", name)
                    .isCloseTo(norm, within(tolerance * norm)));
  }

  /** Lion turns the noise of tiny gradients into whole steps. */
  private static double tolerance(OptimiserType optimiser) {
    return optimiser == OptimiserType.LION ? 10 * CHANGE : CHANGE;
  }

  private static float[] change(Tensor end, StoredTensor start) {
    float[] change = end.toFloats();
    float[] from = start.toFloats();
    for (int i = 0; i < change.length; i++) {
      change[i] -= from[i];
    }
    return change;
  }

  private static Batch batch(TrainingCase golden, int index) {
    StoredTensor timesteps = golden.input(index, "timesteps");
    int n = (int) timesteps.shape().size(0);
    List<Integer> steps = LongStream.of(timesteps.toLongs()).mapToObj(t -> (int) t).toList();
    List<Integer> rows = IntStream.range(0, n).boxed().toList();
    Map<String, Batch.Rows> conditions = new HashMap<>();
    conditions(golden, index, n)
        .forEach((name, table) -> conditions.put(name, new Batch.Rows(table, rows)));
    return new Batch(
        index,
        new Batch.Rows(Models.tensor(golden.input(index, "latents")), rows),
        conditions,
        steps,
        golden.weights(n),
        golden.noise(index, NoiseSchedule.stableDiffusion()));
  }

  private static Map<String, Tensor> conditions(TrainingCase golden, int index, int n) {
    Map<String, Tensor> tokens = new HashMap<>();
    boolean two = golden.family() == Family.SDXL;
    for (int i = 0; i < (two ? 2 : 1); i++) {
      StoredTensor ids = golden.input(index, two ? TrainedModel.tokens(i) : "tokens");
      Shape shape = Shape.of(n, ids.shape().elements() / n / CHUNK, CHUNK);
      tokens.put(TrainedModel.tokens(i), Models.longs(ids, shape));
    }
    Map<String, Tensor> conditions =
        TrainedModel.trainsText(golden.settings()) ? tokens : said(golden, tokens);
    if (two) {
      conditions.put(TrainedModel.SIZES, sizes(golden.input(index, "size_ids").toLongs(), n));
    }
    return conditions;
  }

  private static Tensor sizes(long[] ids, int n) {
    float[] sizes = new float[n * SizeEmbedding.LENGTH];
    for (int i = 0; i < n; i++) {
      int[] own = Arrays.stream(ids, 6 * i, 6 * i + 6).mapToInt(Math::toIntExact).toArray();
      float[] one = new SizeEmbedding(own[0], own[1], own[2], own[3], own[4], own[5]).toFloats();
      System.arraycopy(one, 0, sizes, i * one.length, one.length);
    }
    return Models.RUNTIME.floats(Shape.of(n, SizeEmbedding.LENGTH), sizes);
  }

  /** What the frozen encoders say. */
  private static Map<String, Tensor> said(TrainingCase golden, Map<String, Tensor> tokens) {
    Program program = new Program("text");
    TextEncoders encoders =
        TextEncoders.of(
            golden.family(),
            Models.weights(golden.family(), program),
            golden.settings().text().clipSkip(),
            golden.settings().text().textProjection());
    program.method(
        "encode",
        m -> {
          TextEncoders.Encoded encoded =
              encoders.forward(
                  IntStream.range(0, encoders.count())
                      .mapToObj(i -> m.input(TrainedModel.tokens(i)))
                      .toList());
          m.returns(TrainedModel.STATES, encoded.states());
          encoded.pooled().ifPresent(pooled -> m.returns(TrainedModel.POOLED, pooled));
        });
    Map<String, Tensor> said = new HashMap<>();
    try (Executable executable = Models.load(golden.family(), program, Map.of());
        Outputs outputs = executable.run("encode", tokens)) {
      said.put(TrainedModel.STATES, outputs.get(TrainedModel.STATES).copy());
      if (golden.family() == Family.SDXL) {
        said.put(TrainedModel.POOLED, outputs.get(TrainedModel.POOLED).copy());
      }
    }
    return said;
  }
}
