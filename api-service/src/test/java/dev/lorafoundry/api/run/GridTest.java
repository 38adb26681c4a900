package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GridTest {
  @Test
  void nothingGivenIsOneJobOfDefaults() {
    Grid grid = grid(Map.of());

    assertThat(grid.size()).isEqualTo(1);
    assertThat(grid.combinations()).containsExactly(Map.of());
    assertThat(grid.varied()).isEmpty();
  }

  @Test
  void combinesTextWithCommasAndLists() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("learningRate", "0.0001, 0.0002");
    given.put("optimizer", List.of("Lion", "AdamW"));
    given.put("epochs", 3);

    Grid grid = grid(given);

    assertThat(grid.size()).isEqualTo(4);
    assertThat(grid.varied()).containsExactly("learningRate", "optimizer");
    assertThat(grid.combinations())
        .extracting(each -> each.get("learningRate") + " " + each.get("optimizer"))
        .containsExactly("1.0E-4 Lion", "1.0E-4 AdamW", "2.0E-4 Lion", "2.0E-4 AdamW");
  }

  @Test
  void takesTheCommasOfTextsAsTheyAre() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("captionSeparator", ",");
    given.put("captionSuffix", ", small, red ");
    given.put("captionPrefix", List.of("a, b", ""));

    Grid grid = Grid.of(given, List.of());

    assertThat(grid.varied()).containsExactly("captionPrefix");
    assertThat(grid.notes()).isEmpty();
    assertThat(grid.combinations())
        .containsExactly(
            Map.of(
                "captionSeparator", ",", "captionSuffix", ", small, red ", "captionPrefix", "a, b"),
            Map.of("captionSeparator", ",", "captionSuffix", ", small, red ", "captionPrefix", ""));
  }

  @Test
  void leavesOutRepeatedValuesAndSaysSo() {
    Grid grid = grid(Map.of("learningRate", "0.0001,1e-4,0.0002"));

    assertThat(grid.size()).isEqualTo(2);
    assertThat(grid.notes())
        .singleElement()
        .asString()
        .contains("learningRate was given 3 values, of which 2 are different");
  }

  @Test
  void refusesASettingWithoutValues() {
    assertThat(problems(Map.of("learningRate", List.of())))
        .singleElement()
        .asString()
        .contains("learningRate has no values");
    assertThat(problems(Map.of("learningRate", "0.1,,0.2"))).hasSize(1);
    assertThat(problems(Map.of("learningRate", ""))).hasSize(1);
  }

  @Test
  void emptyTextOfAnOptionalSettingMeansAbsent() {
    assertThat(grid(Map.of("weightDecay", "")).combinations())
        .containsExactly(Map.of("weightDecay", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.1", "NaN", "1e-4x", "Infinity", "1e999", "0.1;0.2", "lots"})
  void refusesLearningRatesThatCannotBe(String rate) {
    assertThat(problems(Map.of("learningRate", rate)))
        .singleElement()
        .asString()
        .contains("learningRate '" + rate + "' is not allowed");
  }

  @Test
  void refusesNoEpochs() {
    assertThat(problems(Map.of("epochs", 0)))
        .singleElement()
        .asString()
        .contains("epochs '0' is not allowed: use a whole number from 1");
  }

  @Test
  void suggestsTheNearestName() {
    assertThat(problems(Map.of("learning_rat", "0.1")))
        .singleElement()
        .asString()
        .contains("did you mean learningRate?");
  }

  @Test
  void tellsEveryProblemAtOnceAndKeepsTheRest() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("learningRate", "0,0.1,-1");
    given.put("epoch", 1);
    given.put("rank", "4,8");

    assertThat(problems(given)).hasSize(3);
    assertThat(grid(given).unread()).containsExactlyInAnyOrder("learningRate", "epochs");
    assertThat(grid(given).combinations()).containsExactly(Map.of("rank", 4), Map.of("rank", 8));
  }

  @Test
  void countsHugeGridsWithoutBuildingThem() {
    Map<String, Object> given = new LinkedHashMap<>();
    String many = String.join(",", Collections.nCopies(1, "1"));
    StringBuilder values = new StringBuilder(many);
    for (int i = 2; i <= 1000; i++) {
      values.append(',').append(i);
    }
    for (String name :
        List.of("epochs", "rank", "alpha", "seed", "saveEveryEpochs", "warmup", "maxTimestep")) {
      given.put(name, values.toString());
    }

    assertThat(grid(given).size()).isEqualTo(Long.MAX_VALUE);
  }

  private static List<String> problems(Map<String, Object> given) {
    return grid(given).problems().stream().map(SettingProblem::message).toList();
  }

  private static Grid grid(Map<String, Object> given) {
    return Grid.of(given, List.of());
  }
}
