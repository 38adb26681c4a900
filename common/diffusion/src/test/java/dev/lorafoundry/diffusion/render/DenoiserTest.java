package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.sampler.Sampler;
import dev.lorafoundry.diffusion.sampler.SamplingPlan;
import dev.lorafoundry.diffusion.sampler.Sigmas;
import dev.lorafoundry.diffusion.sampler.Stage;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whole samplings against k-diffusion, Diffusers and UniPC, with the references' noise. */
final class DenoiserTest {
  private static final SafetensorsFile GOLDEN = Fixtures.tensors("sd1/sampling.safetensors");
  private static final JsonNode SETTINGS = Fixtures.json("sd1/sampling.json");
  private static final Sigmas SCHEDULE = new Sigmas(NoiseSchedule.stableDiffusion().alphas());

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("euler", "Euler"),
          Map.entry("euler_a", "Euler a"),
          Map.entry("heun", "Heun"),
          Map.entry("lms", "LMS"),
          Map.entry("dpm2", "DPM2"),
          Map.entry("dpm2_a", "DPM2 a"),
          Map.entry("dpmpp_2s_a", "DPM++ 2S a"),
          Map.entry("dpmpp_2m", "DPM++ 2M"),
          Map.entry("euler_karras", "Euler Karras"),
          Map.entry("lms_karras", "LMS Karras"),
          Map.entry("dpmpp_2m_karras", "DPM++ 2M Karras"),
          Map.entry("euler_exponential", "Euler Exponential"),
          Map.entry("ddim", "DDIM"),
          Map.entry("plms", "PLMS"),
          Map.entry("unipc", "UniPC"));

  private static Denoiser denoiser;

  @BeforeAll
  static void load() {
    denoiser = new Denoiser(Sd1.loader(), DType.F32);
  }

  @AfterAll
  static void close() {
    denoiser.close();
  }

  static Stream<String> samplers() {
    return SETTINGS.path("samplers").propertyNames().stream();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void endsWhereTheReferenceEnds(String name) {
    SamplingPlan plan = plan(name);
    for (int picture = 0; picture < GOLDEN.shape("noise").size(0); picture++) {
      float[] expected = own(name + ".result", picture);

      assertThat(Numbers.relativeError(sample(plan, picture), expected)).isLessThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void asksTheUNetAtTheReferencesTimesteps(String name) {
    List<Double> timesteps = plan(name).stages().stream().map(Stage::timestep).toList();

    JsonNode expected = SETTINGS.path("samplers").path(name).path("timesteps");
    assertThat(timesteps).hasSize(expected.size());
    for (int i = 0; i < timesteps.size(); i++) {
      assertThat(timesteps.get(i)).isCloseTo(expected.get(i).asDouble(), within(0.05));
    }
  }

  /** What the reference noted on the way, such as {@code euler.denoised_last}. */
  static Stream<String> notes() {
    return GOLDEN.names().stream()
        .filter(name -> name.matches(".*\\.((denoised|after)_first|(denoised|before)_last)"));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void goesTheReferencesWay(String note) {
    SamplingPlan plan = plan(note.substring(0, note.indexOf('.')));
    List<Stage> all = plan.stages();
    List<Stage> way = new ArrayList<>(all.subList(0, note.endsWith("first") ? 0 : all.size() - 1));
    Stage next = all.get(way.size());
    if (note.contains("denoised")) {
      way.add(denoisedOnly(next));
    } else if (note.endsWith("after_first")) {
      way.add(next);
    }
    SamplingPlan part = new SamplingPlan(plan.registers(), plan.start(), way);
    for (int picture = 0; picture < GOLDEN.shape("noise").size(0); picture++) {
      assertThat(Numbers.relativeError(sample(part, picture), own(note, picture))).isLessThan(1e-3);
    }
  }

  /** The stage, but its result is the denoised latents. */
  private static Stage denoisedOnly(Stage stage) {
    List<double[]> rows = new ArrayList<>(stage.rows());
    double[] denoised = new double[rows.size() + 2];
    denoised[rows.size()] = 1;
    rows.set(0, denoised);
    return new Stage(stage.timestep(), stage.scale(), stage.skip(), stage.out(), rows);
  }

  /** Attention to text twice over, half as strong each, is attention to it once. */
  @Test
  void promptsOfOtherLengthsAreSeenAsTheyAre() {
    SamplingPlan plan = plan("euler");

    try (Tensor negative = states("uncond", 0);
        Tensor once = states("cond", 0);
        Tensor twice = twice(once)) {
      float[] expected = sample(plan, negative, once, 0);

      assertThat(Numbers.relativeError(sample(plan, negative, twice, 0), expected))
          .isLessThan(1e-3);
      assertThat(Numbers.relativeError(sample(plan, once, negative, 0), expected))
          .isGreaterThan(1e-2);
    }
  }

  private static Tensor twice(Tensor states) {
    Shape shape = states.shape();
    float[] once = states.toFloats();
    float[] both = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, both, once.length, once.length);
    return Models.RUNTIME.floats(Shape.of(1, 2 * shape.size(1), shape.size(2)), both);
  }

  private static SamplingPlan plan(String name) {
    PredictionType prediction =
        SETTINGS.path("prediction").asString().startsWith("v")
            ? PredictionType.V
            : PredictionType.EPSILON;
    return Sampler.named(Objects.requireNonNull(NAMES.get(name), name))
        .plan(SCHEDULE, prediction, SETTINGS.path("steps").asInt());
  }

  private static float[] sample(SamplingPlan plan, int picture) {
    try (Tensor negative = states("uncond", picture);
        Tensor positive = states("cond", picture)) {
      return sample(plan, negative, positive, picture);
    }
  }

  private static float[] sample(SamplingPlan plan, Tensor negative, Tensor positive, int picture) {
    Shape noise = GOLDEN.shape("noise");
    return denoiser.sample(
        plan,
        Shape.of(1, noise.size(1), noise.size(2), noise.size(3)),
        new GivenNoise(picture),
        new Denoiser.Conditioning(negative, positive, SETTINGS.path("cfg_scale").asDouble(), 1),
        Progress.NONE);
  }

  private static Tensor states(String name, int picture) {
    Shape all = GOLDEN.shape(name);
    return Models.RUNTIME.floats(Shape.of(1, all.size(1), all.size(2)), own(name, picture));
  }

  /** The references' noise of one picture. */
  private record GivenNoise(int picture) implements Noise {
    @Override
    public float[] start() {
      return own("noise", picture);
    }

    @Override
    public float[] fresh(int draw) {
      int pictures = (int) GOLDEN.shape("noise").size(0);
      int size = start().length;
      int from = (draw * pictures + picture) * size;
      return Arrays.copyOfRange(GOLDEN.get("step_noise").toFloats(), from, from + size);
    }
  }

  /** One picture's part of a tensor whose first dimension counts pictures, or the only one. */
  private static float[] own(String name, int picture) {
    float[] all = GOLDEN.get(name).toFloats();
    int count = (int) GOLDEN.shape(name).size(0);
    int size = all.length / count;
    int from = Math.min(picture, count - 1) * size;
    return Arrays.copyOfRange(all, from, from + size);
  }
}
