package dev.lorafoundry.diffusion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NoiseLayersTest {
  private static final Shape LATENTS = Shape.of(1, 2, 8, 12);
  private static final int PLANE = 96;

  @Test
  void oneLayerHasTheFullSize() {
    float[] noise = Draws.of(1, 2, Purpose.NOISE).normals(2 * PLANE);
    float[] expected = noise.clone();

    new NoiseLayers(noise, LATENTS, 0.3).add(1, draws());

    Draws same = draws();
    same.uniform();
    float[] layer = same.normals(2 * PLANE);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += layer[i];
    }
    assertNormalised(noise, expected);
  }

  @Test
  void furtherLayersAreSmallerAndWeaker() {
    float[] noise = Draws.of(1, 2, Purpose.NOISE).normals(2 * PLANE);
    float[] expected = noise.clone();

    new NoiseLayers(noise, LATENTS, 0.3).add(2, draws());

    Draws same = draws();
    same.uniform();
    float[] first = same.normals(2 * PLANE);
    double ratio = 2 + 2 * same.uniform();
    int height = (int) (8 / ratio);
    int width = (int) (12 / ratio);
    float[] second = same.normals(2 * height * width);
    for (int i = 0; i < expected.length; i++) {
      int y = i % PLANE / 12;
      int x = i % 12;
      double enlarged =
          bilinear(second, i / PLANE * height * width, height, width, y / 8.0, x / 12.0);
      expected[i] += (float) (first[i] + 0.3 * enlarged);
    }
    assertNormalised(noise, expected);
  }

  @Test
  void noLayerIsSmallerThanOneThatHasASideOfOne() {
    float[] few = new float[2 * PLANE];
    float[] many = new float[2 * PLANE];

    new NoiseLayers(few, LATENTS, 0.9).add(4, draws());
    new NoiseLayers(many, LATENTS, 0.9).add(100, draws());

    assertThat(many).as("8 pixels are halved three times at most").isEqualTo(few);
  }

  @Test
  void coarseLayersMakeNeighboursAlike() {
    float[] plain = Draws.of(1, 2, Purpose.NOISE).normals(2 * PLANE);
    float[] layered = plain.clone();

    new NoiseLayers(layered, LATENTS, 0.9).add(6, draws());

    assertThat(likeness(layered)).isGreaterThan(likeness(plain) + 0.1);
    assertThat(deviation(layered)).isCloseTo(1, within(1e-5));
  }

  private static Draws draws() {
    return Draws.of(1, 2, Purpose.LAYERS);
  }

  /** As PyTorch's {@code Upsample(mode="bilinear")}, written down once more, a point at a time. */
  private static double bilinear(
      float[] small, int start, int height, int width, double top, double left) {
    double y = Math.max(0, (top + 1 / 16.0) * height - 0.5);
    double x = Math.max(0, (left + 1 / 24.0) * width - 0.5);
    double sum = 0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double near = hat(Math.min(y, height - 1.0) - row) * hat(Math.min(x, width - 1.0) - column);
        sum += near * small[start + row * width + column];
      }
    }
    return sum;
  }

  private static double hat(double distance) {
    return Math.max(0, 1 - Math.abs(distance));
  }

  private static void assertNormalised(float[] noise, float... expected) {
    double deviation = deviation(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) noise[i]).isCloseTo(expected[i] / deviation, within(1e-5));
    }
  }

  private static double deviation(float... numbers) {
    double mean = mean(numbers);
    double squares = 0;
    for (float each : numbers) {
      squares += (each - mean) * (each - mean);
    }
    return Math.sqrt(squares / (numbers.length - 1));
  }

  private static double mean(float... numbers) {
    double sum = 0;
    for (float each : numbers) {
      sum += each;
    }
    return sum / numbers.length;
  }

  /** Mean product of horizontal neighbours. */
  private static double likeness(float... noise) {
    double sum = 0;
    for (int i = 0; i < noise.length; i += 12) {
      float[] row = Arrays.copyOfRange(noise, i, i + 12);
      for (int x = 1; x < row.length; x++) {
        sum += row[x - 1] * row[x];
      }
    }
    return sum / (noise.length / 12 * 11);
  }
}
