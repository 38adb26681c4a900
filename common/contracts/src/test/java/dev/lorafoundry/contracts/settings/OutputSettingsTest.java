package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OutputSettingsTest {
  @Test
  void savesAfterEverySecondEpochByItself() {
    assertThat(epochs(OutputSettings.DEFAULTS)).containsExactly(2, 4, 6);
    assertThat(steps(OutputSettings.DEFAULTS)).isEmpty();
  }

  @Test
  void savesAfterStepsAlone() {
    OutputSettings settings = new OutputSettings(0, 4, SavePrecision.FP16);

    assertThat(epochs(settings)).isEmpty();
    assertThat(steps(settings)).containsExactly(4);
  }

  private static int[] epochs(OutputSettings settings) {
    return IntStream.rangeClosed(1, 6).filter(settings::savesAfterEpoch).toArray();
  }

  private static int[] steps(OutputSettings settings) {
    return IntStream.rangeClosed(1, 6).filter(settings::savesAfterStep).toArray();
  }
}
