package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChannelMeansTest {
  @Test
  void givesEachChannelsMeanInTheOrderOfTheRows() {
    float[] latents = { // (2, 4, 1, 2)
      1, 3, 10, 20, -1, 1, 0, 5,
      2, 2, 7, 8, -4, -6, 100, 0
    };
    ChannelMeans means;
    try (Tensor table = Models.RUNTIME.floats(Shape.of(2, 4, 1, 2), latents)) {
      means = ChannelMeans.of(table);
    }

    assertThat(means.of(List.of(0))).containsExactly(2, 15, 0, 2.5f);
    assertThat(means.of(List.of(1, 0, 1)))
        .containsExactly(2, 7.5f, -5, 50, 2, 15, 0, 2.5f, 2, 7.5f, -5, 50);
  }

  @Test
  void givesNothingWhereNobodyAsks() {
    assertThat(ChannelMeans.NONE.of(List.of(3, 4))).isEmpty();
  }
}
