package dev.lorafoundry.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.PredictionType;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplingPlanTest {
  private static final double DEVIATION = 0.8;
  private static final Sigmas SCHEDULE = GaussianModel.schedule();

  static Stream<Sampler> deterministic() {
    return Sampler.all().stream().filter(sampler -> !ancestral(sampler));
  }

  static Stream<Sampler> stochastic() {
    return Sampler.all().stream().filter(SamplingPlanTest::ancestral);
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void endsNearTheExactSolution(Sampler sampler) {
    GaussianModel model = new GaussianModel(DEVIATION, PredictionType.EPSILON);

    SamplingPlan plan = sampler.plan(SCHEDULE, PredictionType.EPSILON, 300);

    assertThat(model.sample(plan, 1, new Random(1))).isCloseTo(DEVIATION, within(0.01));
  }

  @ParameterizedTest
  @MethodSource("stochastic")
  void rendersTheVarietyOfTheModel(Sampler sampler) {
    GaussianModel model = new GaussianModel(DEVIATION, PredictionType.EPSILON);
    SamplingPlan plan = sampler.plan(SCHEDULE, PredictionType.EPSILON, 100);
    Random random = new Random(1);

    double variance = 0;
    for (int i = 0; i < 4000; i++) {
      double found = model.sample(plan, random.nextGaussian(), random);
      variance += found * found / 4000;
    }

    assertThat(Math.sqrt(variance)).isCloseTo(DEVIATION, within(0.05));
  }

  @ParameterizedTest
  @MethodSource("dev.lorafoundry.diffusion.sampler.Sampler#all")
  void endsAtTheSamePlaceForVPrediction(Sampler sampler) {
    double epsilon = sampled(sampler, PredictionType.EPSILON);
    double v = sampled(sampler, PredictionType.V);

    assertThat(v).isCloseTo(epsilon, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("dev.lorafoundry.diffusion.sampler.Sampler#all")
  void drawsNoiseOnlyWhereItIsStochastic(Sampler sampler) {
    SamplingPlan plan = sampler.plan(SCHEDULE, PredictionType.EPSILON, 10);

    assertThat(plan.stages().stream().anyMatch(Stage::drawsNoise)).isEqualTo(ancestral(sampler));
    assertThat(plan.stages().get(plan.evaluations() - 1).drawsNoise()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void canDoWithOneStep(Method method) {
    SamplingPlan plan =
        new Sampler(method, Spacing.UNIFORM).plan(SCHEDULE, PredictionType.EPSILON, 1);

    assertThat(plan.stages()).isNotEmpty().allSatisfy(SamplingPlanTest::isFinite);
  }

  /** As the webui lays them out: {@code range(0, 1000, 1000 // steps) + 1}. */
  @ParameterizedTest
  @CsvSource({
    "DDIM, 8, 876, 751, 8",
    "DDIM, 28, 981, 946, 29",
    "DDIM, 150, 997, 991, 167",
    "DDIM, 37, 999, 973, 38", // the list's 1000 is beyond the schedule
    "PLMS, 28, 981, 946, 30",
    "PLMS, 150, 997, 991, 168"
  })
  void startsAtTheScheduleEndWhereStepsDoNotDivideIt(
      Method method, int steps, double first, double second, int evaluations) {
    List<Stage> stages =
        new Sampler(method, Spacing.UNIFORM).plan(SCHEDULE, PredictionType.EPSILON, steps).stages();

    assertThat(stages).hasSize(evaluations);
    assertThat(stages.get(0).timestep()).isEqualTo(first);
    assertThat(stages.get(1).timestep()).isEqualTo(second);
    assertThat(stages.get(evaluations - 1).timestep()).isEqualTo(1);
  }

  private static double sampled(Sampler sampler, PredictionType prediction) {
    SamplingPlan plan = sampler.plan(SCHEDULE, prediction, 12);
    return new GaussianModel(DEVIATION, prediction).sample(plan, 0.7, new Random(2));
  }

  private static void isFinite(Stage stage) {
    for (float weight : stage.combination()) {
      assertThat(weight).isFinite();
    }
    assertThat(stage.out()).isFinite();
  }

  private static boolean ancestral(Sampler sampler) {
    return sampler.method().title().endsWith(" a");
  }
}
