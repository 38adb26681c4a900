package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.tensor.DType;
import org.junit.jupiter.api.Test;

final class LossScaleTest {
  private static final int PATIENCE = 2_000;

  @Test
  void doublesAfterTwoThousandStepsWithoutOverflow() {
    LossScale scale = new LossScale(DType.F16);
    succeed(scale, PATIENCE - 1);
    assertThat(scale.value()).isEqualTo(65_536);

    scale.succeeded();

    assertThat(scale.value()).isEqualTo(131_072);
    assertThat(scale.good()).isZero();
  }

  @Test
  void countsAnewAfterAnOverflow() {
    LossScale scale = new LossScale(DType.F16);
    succeed(scale, PATIENCE - 1);

    scale.overflowed();
    succeed(scale, PATIENCE - 1);

    assertThat(scale.value()).isEqualTo(32_768);
    scale.succeeded();
    assertThat(scale.value()).isEqualTo(65_536);
  }

  @Test
  void staysOneInOtherFormats() {
    LossScale scale = new LossScale(DType.BF16);

    succeed(scale, PATIENCE);

    assertThat(scale.value()).isOne();
    assertThat(scale.forgives()).isFalse();
  }

  private static void succeed(LossScale scale, int steps) {
    for (int i = 0; i < steps; i++) {
      scale.succeeded();
    }
  }
}
