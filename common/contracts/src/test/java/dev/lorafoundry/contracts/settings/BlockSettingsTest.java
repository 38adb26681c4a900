package dev.lorafoundry.contracts.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockSettingsTest {
  @Test
  void allBlocksAreAlikeWhereNothingIsSaid() {
    assertThat(read(Map.of())).isEqualTo(BlockSettings.DEFAULTS);
    assertThat(read(Map.of("blockRanks", " ", "upLrWeights", "")))
        .isEqualTo(BlockSettings.DEFAULTS);
    assertThat(BlockSettings.DEFAULTS.weighted()).isFalse();
    assertThat(BlockSettings.DEFAULTS.ranks()).isEmpty();
    assertThat(BlockSettings.DEFAULTS.downWeights()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2 30", "1,2,30", " 1, 2,\t30 ", "1  2\n30"})
  void readsNumbersWithSpacesOrCommasBetween(String text) {
    BlockSettings settings = read(Map.of("blockRanks", text, "blockAlphas", text));

    assertThat(settings.ranks()).contains(List.of(1, 2, 30));
    assertThat(settings.alphas()).contains(List.of(1.0, 2.0, 30.0));
  }

  @Test
  void whatIsMissingInAListIsOneAndWhatIsEmptyZero() {
    BlockSettings settings = read(Map.of("downLrWeights", "0.5,,.25", "midLrWeights", "2"));

    assertThat(settings.downWeights().orElseThrow().of(5))
        .containsExactly(0.5, 0.0, 0.25, 1.0, 1.0);
    assertThat(settings.middleWeights().orElseThrow().of(3)).containsExactly(2.0, 1.0, 1.0);
    assertThat(settings.upWeights()).isEmpty();
    assertThat(settings.weighted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sine, 0 0.38268343 0.70710678 0.92387953 1",
    "cosine, 1 0.92387953 0.70710678 0.38268343 0",
    "linear, 0 0.25 0.5 0.75 1",
    "reverse_linear+0.5, 1.5 1.25 1 0.75 0.5",
    "zeros, 0 0 0 0 0",
    "zeros+.25, 0.25 0.25 0.25 0.25 0.25"
  })
  void followsTheCoursesOfTheReference(String course, String expected) {
    List<Double> weights = read(Map.of("upLrWeights", course)).upWeights().orElseThrow().of(5);

    List<Double> numbers =
        Arrays.stream(expected.split(" ")).map(Double::valueOf).collect(Collectors.toList());
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(weights.get(i)).as("%d", i).isCloseTo(numbers.get(i), within(1e-8));
    }
    assertThat(weights).hasSameSizeAs(numbers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blockRanks=4 -1 4 | blockRanks 4 -1 4 is not allowed: use whole numbers from 0 up to 1024",
        "blockRanks=4 1.5 | use whole numbers",
        "blockRanks=4,,4 | use whole numbers",
        "blockRanks=1025 1 | from 0 up to 1024",
        "blockRanks=four | use whole numbers",
        "blockRanks=1 2;blockAlphas=1 x | blockAlphas 1 x is not allowed: use numbers from 0",
        "blockRanks=1 2;convBlockRanks=1 x | convBlockRanks 1 x is not allowed",
        "downLrWeights=1 -0.5 | downLrWeights 1 -0.5 is not allowed: use numbers from 0 up to 1000",
        "downLrWeights=quadratic | or cosine, sine, linear, reverse_linear or zeros",
        "upLrWeights=sine+x | upLrWeights sine+x is not allowed",
        "upLrWeights=sine+-1 | upLrWeights sine+-1 is not allowed",
        "upLrWeights=0.5 | upLrWeights 0.5 is not allowed: use numbers",
        "midLrWeights=sine | midLrWeights sine is not allowed: use numbers",
        "blockAlphas=1 2 | blockAlphas 1 2 needs blockRanks, or weights of learning rates",
        "convBlockRanks=1 2 | convBlockRanks 1 2 needs blockRanks",
        "blockRanks=1 2;convBlockAlphas=1 2 | convBlockAlphas 1 2 needs convBlockRanks",
        "lrWeightThreshold=0.1 | needs downLrWeights, midLrWeights or upLrWeights",
        "downLrWeights=1 0;lrWeightThreshold=-1 | lrWeightThreshold '-1' is not allowed",
      })
  void refuses(String settings, String sentence) {
    Map<String, String> given =
        Arrays.stream(settings.split(";"))
            .map(each -> each.split("="))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));

    assertThatThrownBy(() -> read(given))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void showsNoMoreOfALongTextThanPeopleRead() {
    String text = "x".repeat(150);

    assertThatThrownBy(() -> read(Map.of("blockRanks", text)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("blockRanks " + "x".repeat(80) + "… is not allowed");
  }

  private static BlockSettings read(Map<String, ?> given) {
    return SettingsCatalogue.TRAINING.read(given).blocks();
  }
}
