package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two layers learn one picture by heart: forward, gradients and optimiser fit together. */
final class OverfitTest {
  private static final int SIDE = 16;
  private static final int PLACES = SIDE * SIDE;
  private static final int WAVES = 32;
  private static final int WIDTH = 64;
  private static final int COLOURS = 3;
  private static final int STEPS = 300;

  private final Random random = new Random(7);

  @Test
  void learnsOnePictureByHeart() {
    try (TensorRuntime runtime = TestDevice.open();
        Tensor first = runtime.floats(Shape.of(WIDTH, 2 * WAVES), draws(WIDTH * 2 * WAVES, 0.2));
        Tensor second = runtime.floats(Shape.of(COLOURS, WIDTH), draws(COLOURS * WIDTH, 0.2));
        Executable network =
            runtime.load(
                TwoLayers.learning(first.shape(), second.shape()),
                name -> name.equals("first") ? first : second);
        Tensor places = runtime.floats(Shape.of(PLACES, 2 * WAVES), places());
        Tensor picture = runtime.floats(Shape.of(PLACES, COLOURS), disc());
        Tensor rate = runtime.scalar(1e-2)) {
      Map<String, Tensor> inputs = Map.of("x", places, "y", picture, "rate", rate);

      double untrained = step(network, inputs);
      double loss = untrained;
      for (int i = 0; i < STEPS; i++) {
        loss = step(network, inputs);
      }

      assertThat(untrained).isGreaterThan(0.1);
      assertThat(loss).isLessThan(untrained / 100);
    }
  }

  private static double step(Executable network, Map<String, Tensor> inputs) {
    try (Outputs out = network.run("step", inputs)) {
      return out.item("loss");
    }
  }

  /** Sines and cosines of each place: (places, 2 · waves). */
  private float[] places() {
    float[] directions = draws(2 * WAVES, 6);
    float[] places = new float[PLACES * 2 * WAVES];
    for (int i = 0; i < PLACES; i++) {
      int row = i / SIDE;
      double x = (i % SIDE) / (double) SIDE;
      double y = row / (double) SIDE;
      for (int wave = 0; wave < WAVES; wave++) {
        double angle = directions[2 * wave] * x + directions[2 * wave + 1] * y;
        places[(i * 2) * WAVES + wave] = (float) Math.sin(angle);
        places[(i * 2 + 1) * WAVES + wave] = (float) Math.cos(angle);
      }
    }
    return places;
  }

  /** An orange disc on blue, colours from -1 to 1: (places, colours). */
  private static float[] disc() {
    float[] disc = new float[PLACES * COLOURS];
    for (int i = 0; i < PLACES; i++) {
      int row = i / SIDE;
      double fromCentre = Math.hypot(i % SIDE - SIDE / 2.0, row - SIDE / 2.0);
      boolean inside = fromCentre < SIDE / 4.0;
      disc[COLOURS * i] = inside ? 1 : -1;
      disc[COLOURS * i + 1] = inside ? 0.3f : -0.5f;
      disc[COLOURS * i + 2] = inside ? -1 : 0.8f;
    }
    return disc;
  }

  private float[] draws(int count, double deviation) {
    float[] draws = new float[count];
    for (int i = 0; i < count; i++) {
      draws[i] = (float) (deviation * random.nextGaussian());
    }
    return draws;
  }
}
