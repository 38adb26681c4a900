package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrawsTest {
  @Test
  void givesTheSameNumbersForTheSameSeedStepAndPurpose() {
    assertThat(Draws.of(23, 7, Purpose.NOISE).normals(9))
        .isEqualTo(Draws.of(23, 7, Purpose.NOISE).normals(9));
  }

  @Test
  void neverChangesItsNumbers() {
    assertThat(Draws.of(23, 7, Purpose.NOISE).normals(3))
        .containsExactly(-0.14426903f, -1.176461f, 1.2136829f);
  }

  @Test
  void givesOtherNumbersForAnotherSeedStepOrPurpose() {
    float[] numbers = Draws.of(23, 7, Purpose.NOISE).normals(9);

    assertThat(Draws.of(24, 7, Purpose.NOISE).normals(9)).isNotEqualTo(numbers);
    assertThat(Draws.of(23, 8, Purpose.NOISE).normals(9)).isNotEqualTo(numbers);
    assertThat(Draws.of(23, 7, Purpose.LATENTS).normals(9)).isNotEqualTo(numbers);
  }

  @Test
  void startsStreamsThatHaveNothingInCommon() {
    long[] starts = Draws.of(23, 7, Purpose.NEURONS).starts(3);

    assertThat(starts)
        .doesNotHaveDuplicates()
        .isEqualTo(Draws.of(23, 7, Purpose.NEURONS).starts(3));
    assertThat(Draws.from(starts[0]).normals(9))
        .isEqualTo(Draws.from(starts[0]).normals(9))
        .isNotEqualTo(Draws.from(starts[1]).normals(9));
  }

  @Test
  void drawsNormalNumbers() {
    float[] numbers = Draws.of(1, 0, Purpose.NOISE).normals(200_001);

    assertThat(moment(numbers, 1)).isCloseTo(0, within(0.01));
    assertThat(moment(numbers, 2)).isCloseTo(1, within(0.02));
    assertThat(moment(numbers, 3)).isCloseTo(0, within(0.05));
    assertThat(moment(numbers, 4)).isCloseTo(3, within(0.1));
  }

  @Test
  void drawsEveryWholeNumberOfARangeAndNoOther() {
    Draws draws = Draws.of(1, 0, Purpose.TIMESTEPS);

    assertThat(IntStream.range(0, 1000).map(i -> draws.between(3, 7)).distinct())
        .containsExactlyInAnyOrder(3, 4, 5, 6);
    assertThatIllegalArgumentException().isThrownBy(() -> draws.between(3, 3));
  }

  @Test
  void shufflesWithoutLosingAnything() {
    List<Integer> list = new ArrayList<>(IntStream.range(0, 50).boxed().toList());

    Draws.of(5, 2, Purpose.ORDER).shuffle(list);

    assertThat(list).isNotEqualTo(IntStream.range(0, 50).boxed().toList());
    assertThat(list).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  private static double moment(float[] numbers, int power) {
    double sum = 0;
    for (float each : numbers) {
      sum += Math.pow(each, power);
    }
    return sum / numbers.length;
  }
}
