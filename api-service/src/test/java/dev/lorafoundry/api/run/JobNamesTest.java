package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class JobNamesTest {
  private final JobNames names = new JobNames(Set.of());

  @Test
  void followsTheOriginalsScheme() {
    TrainingSettings settings = settings(Map.of("batchSize", 10, "epochs", 10));

    assertThat(names.next("v1-5-pruned-emaonly", settings, Set.of()))
        .isEqualTo("v1-5-pruned-emaonly-bs-10-ep-10-op-Lion-lr-0_0001-net-128-ap-64");
  }

  @Test
  void saysStepsWhereTheseDecide() {
    TrainingSettings settings = settings(Map.of("epochs", 10, "maxSteps", 800));

    assertThat(names.next("base", settings, Set.of("maxSteps", "seed")))
        .isEqualTo("base-bs-1-st-800-op-Lion-lr-0_0001-net-128-ap-64-seed-23");
  }

  @Test
  void writesSmallRatesAsPythonDoes() {
    TrainingSettings settings = settings(Map.of("learningRate", 0.00001));

    assertThat(names.next("base", settings, Set.of())).contains("-lr-1e-05-");
  }

  @Test
  void removesSpacesAndReplacesDots() {
    assertThat(names.next("my model v1.5", settings(Map.of()), Set.of()))
        .startsWith("mymodelv1_5-bs-1");
  }

  @Test
  void isSafeAsAFileNameWhateverTheModelIsCalled() {
    assertThat(names.next("../../etc/pass\u0000wd:<>|\n", settings(Map.of()), Set.of()))
        .startsWith("______etc_pass_wd____-bs-");
    assertThat(names.next("x".repeat(300), settings(Map.of()), Set.of()).length()).isLessThan(200);
  }

  @Test
  void tellsApartWhatVariesBesides() {
    Set<String> varied = Set.of("seed");

    assertThat(names.next("base", settings(Map.of("seed", 23)), varied)).endsWith("-seed-23");
    assertThat(names.next("base", settings(Map.of("seed", 42)), varied)).endsWith("-seed-42");
  }

  @Test
  void takesOfLongTextsTheBeginning() {
    TrainingSettings settings = settings(Map.of("captionPrefix", "a, " + "x".repeat(900)));

    assertThat(names.next("base", settings, Set.of("captionPrefix")))
        .contains("-captionPrefix-a_xxx")
        .hasSizeLessThan(200);
  }

  @Test
  void neverGivesANameTwice() {
    JobNames taken = new JobNames(Set.of("base-bs-1-ep-20-op-Lion-lr-0_0001-net-128-ap-64"));

    assertThat(taken.next("base", settings(Map.of()), Set.of())).endsWith("-ap-64-2");
    assertThat(taken.next("base", settings(Map.of()), Set.of())).endsWith("-ap-64-3");
  }

  @Test
  void everySettingHasAFragmentOfItsOwn() {
    Set<String> all =
        SettingsCatalogue.TRAINING.definitions().stream()
            .map(SettingDefinition::name)
            .collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();

    for (String setting : all) {
      seen.add(new JobNames(Set.of()).next("base", settings(Map.of()), Set.of(setting)));
    }

    // why: six and maxSteps have their place in every name, so varying them adds nothing
    assertThat(seen).hasSize(all.size() - 7 + 1);
  }

  private static TrainingSettings settings(Map<String, Object> given) {
    return SettingsCatalogue.TRAINING.read(given);
  }
}
