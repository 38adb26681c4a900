package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Grids in which some settings go together. */
final class ZippedGridTest {
  private static final List<String> RATES = List.of("learningRate", "unetLearningRate");
  private static final List<String> SIZES = List.of("rank", "alpha");
  private static final String FEWER_THAN_TWO =
      "a group names fewer than two settings: name those that go together, or leave the group out.";

  @Test
  void settingsThatGoTogetherAreOneAxis() {
    Map<String, Object> given = given("rank", "4,8,16", "epochs", 3, "alpha", List.of(2, 4, 8));

    Grid grid = Grid.of(given, List.of(SIZES));

    assertThat(grid.size()).isEqualTo(3);
    assertThat(grid.varied()).containsExactly("rank", "alpha");
    assertThat(grid.combinations())
        .containsExactly(
            Map.of("rank", 4, "alpha", 2.0, "epochs", 3),
            Map.of("rank", 8, "alpha", 4.0, "epochs", 3),
            Map.of("rank", 16, "alpha", 8.0, "epochs", 3));
  }

  @Test
  void axesOfSeveralSettingsAreCombinedWithAllOthers() {
    Map<String, Object> given =
        given(
            "learningRate", "1e-4,2e-4",
            "seed", "1,2",
            "unetLearningRate", "3e-4,4e-4",
            "rank", "4,8",
            "alpha", "1,2");

    Grid grid = Grid.of(given, List.of(SIZES, RATES));

    assertThat(grid.size()).isEqualTo(8);
    assertThat(grid.combinations())
        .hasSize(8)
        .doesNotHaveDuplicates()
        .extracting(each -> each.get("unetLearningRate") + " " + each.get("seed"))
        .startsWith("3.0E-4 1", "3.0E-4 1", "3.0E-4 2")
        .endsWith("4.0E-4 2");
  }

  @Test
  void keepsValuesThatAreRepeatedInOneSettingAlone() {
    Grid grid = Grid.of(given("rank", "4,4,8", "alpha", "1,2,2"), List.of(SIZES));

    assertThat(grid.notes()).isEmpty();
    assertThat(grid.combinations())
        .extracting(each -> each.get("rank") + " " + each.get("alpha"))
        .containsExactly("4 1.0", "4 2.0", "8 2.0");
  }

  @Test
  void leavesOutRepeatedRowsAndSaysSo() {
    Grid grid = Grid.of(given("rank", "4,8,4", "alpha", "1,1,1.0"), List.of(SIZES));

    assertThat(grid.size()).isEqualTo(2);
    assertThat(grid.varied()).containsExactly("rank");
    assertThat(grid.notes())
        .containsExactly(
            "rank with alpha was given 3 values, of which 2 are different; repeated ones were left"
                + " out.");
  }

  @Test
  void countsGroupsThatAreTooLongToTry() {
    List<Object> many = new ArrayList<>(Collections.nCopies(99_999, 1));
    many.add(2);

    Grid grid = Grid.of(given("rank", many, "alpha", many, "seed", "1,2"), List.of(SIZES));

    assertThat(grid.size()).isEqualTo(4);
  }

  @Test
  void refusesGroupsOfUnequalSettings() {
    assertRefused(
        given("rank", "4,8", "alpha", "1,2,3"),
        List.of(SIZES),
        "rank has 2 values, alpha has 3 values: give those that go together equally many.");
  }

  @Test
  void refusesSettingsThatAreNotThereOrHaveOneValue() {
    assertRefused(
        given("rank", 4),
        List.of(SIZES),
        "rank has one value: give it several, or leave it out here.",
        "alpha is not among the settings: give it several values there, or leave it out here.");
  }

  @Test
  void refusesUnknownNamesAndSettingsInTwoGroups() {
    assertRefused(
        given("rank", "4,8", "alpha", "1,2", "seed", "1,2"),
        List.of(SIZES, List.of("seed", "rank"), List.of("seeds", "seed")),
        "rank stands more than once: name it once.",
        "there is no setting 'seeds': did you mean seed?",
        "seed stands more than once: name it once.");
  }

  @Test
  void tellsEachUnknownNameOnceAndShort() {
    String long1 = "x".repeat(5_000);

    assertRefused(
        given("rank", "4,8"),
        List.of(List.of("seeds", "seeds", long1, long1), List.of(long1)),
        "there is no setting 'seeds': did you mean seed?",
        "there is no setting '%s…': name settings as they are named elsewhere."
            .formatted("x".repeat(80)),
        FEWER_THAN_TWO);
  }

  @Test
  void refusesMoreNamesAndGroupsThanThereAreSettingsBeforeItLooksAtAny() {
    int settings = SettingsCatalogue.TRAINING.definitions().size();

    assertRefused(
        given("rank", "4,8"),
        List.of(Collections.nCopies(1_000_000, "rnk"), List.of("rank")),
        "2 groups have 1000001 names, but there are %d settings: name each that goes together with others once."
            .formatted(settings));
    assertRefused(
        given("rank", "4,8"),
        Collections.nCopies(1_000_000, List.of()),
        "1000000 groups have 0 names, but there are %d settings: name each that goes together with others once."
            .formatted(settings));
  }

  @Test
  void refusesGroupsThatHoldNothingTogether() {
    assertRefused(
        given("rank", "4,8"), List.of(List.of("rank"), List.of()), FEWER_THAN_TWO, FEWER_THAN_TWO);
  }

  @Test
  void tellsWhatIsWrongWithValuesAndGroupsAtOnce() {
    Grid grid =
        Grid.of(
            given("rank", "4,0", "alpha", "1,2,3", "seed", "1,2,3,4", "epochs", "1,2"),
            List.of(List.of("rank", "alpha", "seed")));

    assertThat(grid.problems()).extracting(SettingProblem::setting).containsExactly("rank", "zip");
    assertThat(grid.unread()).containsExactlyInAnyOrder("rank", "alpha", "seed");
    assertThat(grid.combinations()).containsExactly(Map.of("epochs", 1), Map.of("epochs", 2));
  }

  @Test
  void holdsTogetherWhatIsLeftOfAGroup() {
    Grid grid =
        Grid.of(
            given("rank", "4,x", "alpha", "1,2", "seed", "3,4"),
            List.of(List.of("rank", "alpha", "seed")));

    assertThat(grid.problems()).extracting(SettingProblem::setting).containsExactly("rank");
    assertThat(grid.unread()).containsExactly("rank");
    assertThat(grid.combinations())
        .containsExactly(Map.of("alpha", 1.0, "seed", 3L), Map.of("alpha", 2.0, "seed", 4L));
  }

  private static void assertRefused(
      Map<String, Object> given, List<List<String>> zip, String... messages) {
    List<SettingProblem> problems = Grid.of(given, zip).problems();

    assertThat(problems)
        .extracting(SettingProblem::message)
        .containsExactly(
            Stream.of(messages)
                .map("In what goes together (zip), "::concat)
                .toArray(String[]::new));
    assertThat(problems).extracting(SettingProblem::setting).containsOnly("zip");
    assertThat(problems).allSatisfy(each -> assertThat(each.given()).hasSizeLessThan(100));
  }

  private static Map<String, Object> given(Object... pairs) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put((String) pairs[i], pairs[i + 1]);
    }
    return given;
  }
}
