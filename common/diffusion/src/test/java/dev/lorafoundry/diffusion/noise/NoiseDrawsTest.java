package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Shape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NoiseDrawsTest {
  private static final long SEED = 23;
  private static final long BATCH = 5;
  private static final Shape LATENTS = Shape.of(2, 4, 6, 8);
  private static final int PLANE = 48;
  private static final float[] PLAIN = Draws.of(SEED, BATCH, Purpose.NOISE).normals(8 * PLANE);

  @Test
  void areNormalNumbersIfNothingIsAsked() {
    TrainingNoise noise = draw(Map.of());

    assertThat(noise.predicted()).isEqualTo(PLAIN);
    assertThat(noise.shown()).isSameAs(noise.predicted());
  }

  @Test
  void dependOnSeedAndBatchAlone() {
    Map<String, Object> all =
        Map.of(
            "noiseOffset",
            0.1,
            "noiseOffsetRandomStrength",
            true,
            "multiresNoiseIterations",
            6,
            "ipNoiseGamma",
            0.1,
            "ipNoiseGammaRandomStrength",
            true);

    assertThat(draw(all).predicted()).isEqualTo(draw(all).predicted());
    assertThat(draw(all).shown()).isEqualTo(draw(all).shown());
    assertThat(draws(all).draw(BATCH + 1, LATENTS).shown()).isNotEqualTo(draw(all).shown());
  }

  @Test
  void shiftEachChannelByItsOffset() {
    float[] noise = draw(Map.of("noiseOffset", 0.1)).predicted();

    float[] offsets = Draws.of(SEED, BATCH, Purpose.OFFSET).normals(8);
    for (int i = 0; i < noise.length; i++) {
      assertThat(noise[i]).isCloseTo(PLAIN[i] + 0.1f * offsets[i / PLANE], within(1e-6f));
    }
  }

  @Test
  void drawOneStrengthOfTheOffsetForTheWholeBatch() {
    float[] fixed = draw(Map.of("noiseOffset", 0.1)).predicted();
    float[] random =
        draw(Map.of("noiseOffset", 0.1, "noiseOffsetRandomStrength", true)).predicted();

    double strength = (random[0] - PLAIN[0]) / (double) (fixed[0] - PLAIN[0]);
    assertThat(strength).isBetween(0.0, 1.0);
    for (int i = 0; i < random.length; i++) {
      assertThat((double) random[i] - PLAIN[i])
          .isCloseTo(strength * (fixed[i] - PLAIN[i]), within(1e-5));
    }
  }

  @Test
  void offsetMoreWhereTheLatentsAreFarFromZero() {
    float[] means = {0, 1, -1, 2, 0, -0.5f, 0.5f, 4};
    Map<String, Object> more = Map.of("noiseOffset", 0.1, "adaptiveNoiseScale", 0.05);
    Map<String, Object> less = Map.of("noiseOffset", 0.1, "adaptiveNoiseScale", -0.05);

    assertThat(draws(more).needsMeans()).isTrue();
    assertThat(draws(Map.of("noiseOffset", 0.1)).needsMeans()).isFalse();
    float[] raised = draws(more).draw(BATCH, LATENTS, means).predicted();
    float[] lowered = draws(less).draw(BATCH, LATENTS, means).predicted();
    float[] offsets = Draws.of(SEED, BATCH, Purpose.OFFSET).normals(8);
    for (int i = 0; i < raised.length; i++) {
      float mean = Math.abs(means[i / PLANE]);
      float offset = offsets[i / PLANE];
      assertThat(raised[i]).isCloseTo(PLAIN[i] + (0.1f + 0.05f * mean) * offset, within(1e-6f));
      assertThat(lowered[i])
          .isCloseTo(PLAIN[i] + Math.max(0, 0.1f - 0.05f * mean) * offset, within(1e-6f));
    }
  }

  @Test
  void showOtherNoiseThanIsToBePredicted() {
    TrainingNoise noise = draw(Map.of("ipNoiseGamma", 0.1));

    float[] more = Draws.of(SEED, BATCH, Purpose.PERTURBATION).normals(PLAIN.length);
    assertThat(noise.predicted()).isEqualTo(PLAIN);
    for (int i = 0; i < PLAIN.length; i++) {
      assertThat(noise.shown()[i]).isCloseTo(PLAIN[i] + 0.1f * more[i], within(1e-6f));
    }
    float[] weaker = draw(Map.of("ipNoiseGamma", 0.1, "ipNoiseGammaRandomStrength", true)).shown();
    assertThat(distance(weaker)).isLessThan(distance(noise.shown())).isPositive();
  }

  @Test
  void shapeTheNoiseThatIsShownAndPredictedBeforePerturbingIt() {
    Map<String, Object> settings = new HashMap<>(Map.of("noiseOffset", 0.1));
    float[] offset = draw(settings).predicted();
    settings.put("ipNoiseGamma", 0.1);

    TrainingNoise noise = draw(settings);

    float[] more = Draws.of(SEED, BATCH, Purpose.PERTURBATION).normals(PLAIN.length);
    assertThat(noise.predicted()).isEqualTo(offset);
    assertThat(noise.shown()[7]).isCloseTo(offset[7] + 0.1f * more[7], within(1e-6f));
  }

  private static double distance(float[] noise) {
    float[] difference = new float[noise.length];
    for (int i = 0; i < noise.length; i++) {
      difference[i] = noise[i] - PLAIN[i];
    }
    return Numbers.norm(difference);
  }

  private static TrainingNoise draw(Map<String, Object> settings) {
    return draws(settings).draw(BATCH, LATENTS);
  }

  private static NoiseDraws draws(Map<String, Object> settings) {
    return new NoiseDraws(SettingsCatalogue.TRAINING.read(settings).noise(), SEED);
  }
}
