package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

final class DeviceMemoryTest {
  @Test
  void isWhatTheDeviceSays() {
    assertThat(DeviceMemory.of(null, () -> OptionalLong.of(80L << 30)).orNull())
        .isEqualTo(80L << 30);
    assertThat(DeviceMemory.of(null, OptionalLong::empty).orNull()).isNull();
  }

  @Test
  void isWhatTheOperatorTells() {
    assertThat(DeviceMemory.of(DataSize.ofGigabytes(24), () -> OptionalLong.of(80L << 30)).orNull())
        .isEqualTo(24L << 30);
  }

  @Test
  void isNotToldWhereTheOperatorTellsNone() {
    assertThat(DeviceMemory.of(DataSize.ofBytes(0), () -> OptionalLong.of(80L << 30)).bytes())
        .isEmpty();
  }
}
