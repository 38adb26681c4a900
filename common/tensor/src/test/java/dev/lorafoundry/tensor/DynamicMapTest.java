package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DynamicMapTest {
  @ParameterizedTest
  @EnumSource(DynamicMap.class)
  void hasARisingNumberForEachByte(DynamicMap map) {
    assertThat(map.numbers()).hasSize(256).isSorted().doesNotHaveDuplicates().contains(0, 1);
  }

  @ParameterizedTest
  @CsvSource({"SIGNED, 64", "UNSIGNED, 128"})
  void hasHalfAsManyNumbersForEachSmallerPowerOfTen(DynamicMap map, int first) {
    for (int power = 0; power < 7; power++) {
      double top = Math.pow(10, -power);

      assertThat(numbers(map).filter(x -> x > top / 10 && x < top * 0.9999))
          .as("below %s", top)
          .hasSize(first >> power);
    }
  }

  @Test
  void negativesMirrorPositivesButForOne() {
    float[] numbers = DynamicMap.SIGNED.numbers();

    assertThat(numbers[127]).isZero();
    for (int i = 1; i <= 127; i++) {
      assertThat(numbers[127 - i]).isEqualTo(-numbers[127 + i]);
    }
    assertThat(numbers[255]).isEqualTo(1);
    assertThat(numbers[0]).isEqualTo(-0.99296874f);
  }

  @Test
  void unsignedNumbersBeginAtZero() {
    float[] numbers = DynamicMap.UNSIGNED.numbers();

    assertThat(numbers).startsWith(0, 3.25e-7f, 7.75e-7f);
    assertThat(numbers).endsWith(0.9964844f, 1);
  }

  @Test
  void smallestNumbersAreThoseOfTheSmallestPower() {
    float[] numbers = DynamicMap.SIGNED.numbers();

    assertThat(IntStream.range(127, 131).mapToDouble(i -> numbers[i]).toArray())
        .containsExactly(0, 5.5e-7f, 3.25e-6f, 7.75e-6f);
  }

  private static DoubleStream numbers(DynamicMap map) {
    float[] numbers = map.numbers();
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]);
  }
}
