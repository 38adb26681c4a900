package dev.lorafoundry.diffusion.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.Family;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whole samplings against k-diffusion, Diffusers and UniPC, with the references' noise. */
final class DenoiserTest {
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

  private static final Map<Family, Denoiser> DENOISERS = new EnumMap<>(Family.class);

  @AfterAll
  static void close() {
    DENOISERS.values().forEach(Denoiser::close);
  }

  static Stream<Arguments> samplers() {
    return Models.families().stream()
        .flatMap(
            family ->
                settings(family).path("samplers").propertyNames().stream()
                    .map(name -> Arguments.of(family, name)));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void endsWhereTheReferenceEnds(Family family, String name) {
    SamplingPlan plan = plan(family, name);
    for (int picture = 0; picture < pictures(family); picture++) {
      float[] expected = own(family, name + ".result", picture);

      assertThat(Numbers.relativeError(sample(family, plan, picture), expected)).isLessThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void asksTheUNetAtTheReferencesTimesteps(Family family, String name) {
    List<Double> timesteps = plan(family, name).stages().stream().map(Stage::timestep).toList();

    JsonNode expected = settings(family).path("samplers").path(name).path("timesteps");
    assertThat(timesteps).hasSize(expected.size());
    for (int i = 0; i < timesteps.size(); i++) {
      assertThat(timesteps.get(i)).isCloseTo(expected.get(i).asDouble(), within(0.05));
    }
  }

  /** What the reference noted on the way, such as {@code euler.denoised_last}. */
  static Stream<Arguments> notes() {
    return Models.families().stream()
        .flatMap(
            family ->
                golden(family).names().stream()
                    .filter(
                        name ->
                            name.matches(".*\\.((denoised|after)_first|(denoised|before)_last)"))
                    .map(name -> Arguments.of(family, name)));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void goesTheReferencesWay(Family family, String note) {
    SamplingPlan plan = plan(family, note.substring(0, note.indexOf('.')));
    List<Stage> all = plan.stages();
    List<Stage> way = new ArrayList<>(all.subList(0, note.endsWith("first") ? 0 : all.size() - 1));
    Stage next = all.get(way.size());
    if (note.contains("denoised")) {
      way.add(denoisedOnly(next));
    } else if (note.endsWith("after_first")) {
      way.add(next);
    }
    SamplingPlan part = new SamplingPlan(plan.registers(), plan.start(), way);
    for (int picture = 0; picture < pictures(family); picture++) {
      float[] expected = own(family, note, picture);

      assertThat(Numbers.relativeError(sample(family, part, picture), expected)).isLessThan(1e-3);
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
  @ParameterizedTest
  @EnumSource(Family.class)
  void promptsOfOtherLengthsAreSeenAsTheyAre(Family family) {
    SamplingPlan plan = plan(family, "euler");

    try (Conditioning.Text negative = text(family, "uncond", 0);
        Conditioning.Text once = text(family, "cond", 0);
        Conditioning.Text twice = new Conditioning.Text(twice(once.states()), once.vector())) {
      float[] expected = sample(family, plan, negative, once);

      assertThat(Numbers.relativeError(sample(family, plan, negative, twice), expected))
          .isLessThan(1e-3);
      assertThat(Numbers.relativeError(sample(family, plan, once, negative), expected))
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

  private static SamplingPlan plan(Family family, String name) {
    PredictionType prediction =
        settings(family).path("prediction").asString().startsWith("v")
            ? PredictionType.V
            : PredictionType.EPSILON;
    return Sampler.named(Objects.requireNonNull(NAMES.get(name), name))
        .plan(SCHEDULE, prediction, settings(family).path("steps").asInt());
  }

  private static float[] sample(Family family, SamplingPlan plan, int picture) {
    try (Conditioning.Text negative = text(family, "uncond", picture);
        Conditioning.Text positive = text(family, "cond", picture)) {
      return sample(family, plan, negative, positive, picture);
    }
  }

  private static float[] sample(
      Family family, SamplingPlan plan, Conditioning.Text negative, Conditioning.Text positive) {
    return sample(family, plan, negative, positive, 0);
  }

  private static float[] sample(
      Family family,
      SamplingPlan plan,
      Conditioning.Text negative,
      Conditioning.Text positive,
      int picture) {
    Shape noise = golden(family).shape("noise");
    double guidance = settings(family).path("cfg_scale").asDouble();
    return DENOISERS
        .computeIfAbsent(family, it -> new Denoiser(Bases.loader(it), DType.F32))
        .sample(
            plan,
            Shape.of(1, noise.size(1), noise.size(2), noise.size(3)),
            new GivenNoise(family, picture),
            new Conditioning(negative, positive, guidance, 1),
            Progress.NONE);
  }

  private static Conditioning.Text text(Family family, String name, int picture) {
    Shape all = golden(family).shape(name);
    Tensor states =
        Models.RUNTIME.floats(Shape.of(1, all.size(1), all.size(2)), own(family, name, picture));
    String vector = name + "_vector";
    return new Conditioning.Text(
        states,
        golden(family).has(vector)
            ? Optional.of(
                Models.RUNTIME.floats(
                    Shape.of(1, golden(family).shape(vector).size(1)),
                    own(family, vector, picture)))
            : Optional.empty());
  }

  private static SafetensorsFile golden(Family family) {
    return Models.golden(family, "sampling");
  }

  private static JsonNode settings(Family family) {
    return Fixtures.json(Models.folder(family) + "/sampling.json");
  }

  private static int pictures(Family family) {
    return (int) golden(family).shape("noise").size(0);
  }

  /** The references' noise of one picture. */
  private record GivenNoise(Family family, int picture) implements Noise {
    @Override
    public float[] start() {
      return own(family, "noise", picture);
    }

    @Override
    public float[] fresh(int draw) {
      int pictures = pictures(family);
      int size = start().length;
      int from = (draw * pictures + picture) * size;
      return Arrays.copyOfRange(golden(family).get("step_noise").toFloats(), from, from + size);
    }
  }

  /** One picture's part of a tensor whose first dimension counts pictures, or the only one. */
  private static float[] own(Family family, String name, int picture) {
    float[] all = golden(family).get(name).toFloats();
    int count = (int) golden(family).shape(name).size(0);
    int size = all.length / count;
    int from = Math.min(picture, count - 1) * size;
    return Arrays.copyOfRange(all, from, from + size);
  }
}
