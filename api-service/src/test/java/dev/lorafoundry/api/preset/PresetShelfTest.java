package dev.lorafoundry.api.preset;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetShelfTest {
  private final OwnPresets own = new InMemoryOwnPresets();
  private final Presets presets =
      new Presets(
          List.of(
              new Preset(
                  "cat", "Cat", Family.SD1, null, "For cats.", Map.of(), Map.of(), Map.of())),
          own);
  private final PresetShelf shelf = new PresetShelf(presets, own, () -> NOON);

  @Test
  void savesSettingsForEverybody() {
    Preset saved = shelf.save(" Öl 2 ", null, Map.of("rank", "6"), Map.of("prompt", "a cat"));

    assertThat(presets.named("öl 2")).isEqualTo(saved);
    assertThat(presets.all()).extracting(Preset::name).containsExactly("cat", "Öl 2");
    assertThat(presets.all()).extracting(Preset::own).containsExactly(false, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "../etc", "a;b", "<b>", "%2e", "-a", "a\u202eb", "a\nb"})
  void refusesNamesThatCanNotStandInAnAddress(String name) {
    assertThatThrownBy(() -> shelf.save(name, "", Map.of(), Map.of()))
        .isInstanceOf(PresetRefused.class)
        .hasMessageContaining("use 1 to 60 letters");
  }

  @Test
  void refusesNamesThatAreTaken() {
    shelf.save("Öl", "", Map.of(), Map.of());

    for (String name : List.of("cat", "CAT", "öl")) {
      assertThatThrownBy(() -> shelf.save(name, "", Map.of(), Map.of()))
          .hasMessageContaining("There is a preset named '" + name + "' already");
    }
  }

  @Test
  void refusesSettingsThatDoNotExistOrHaveSeveralValues() {
    assertThatThrownBy(() -> shelf.save("a", "", Map.of("rank", "4, 8"), Map.of()))
        .isInstanceOf(PresetRefused.class)
        .hasMessageContaining("rank '4, 8' is not allowed");
    assertThatThrownBy(() -> shelf.save("a", "", Map.of(), Map.of("promt", "x")))
        .isInstanceOf(PresetRefused.class);
    assertThatThrownBy(() -> shelf.save("a", "x".repeat(301), Map.of(), Map.of()))
        .hasMessageContaining("301 characters: use at most 300");
    assertThat(own.all()).isEmpty();
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                shelf.save(
                    "a/b", "x".repeat(301), Map.of("rank", "0"), Map.of("promt", "x", "width", 3)))
        .isInstanceOfSatisfying(
            PresetRefused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(SettingProblem::setting)
                    .containsExactlyInAnyOrder("name", "purpose", "rank", "promt", "width"));
  }

  @Test
  void keepsNoMoreThanAnybodyLooksThrough() {
    IntStream.range(0, 200).forEach(i -> shelf.save("p" + i, "", Map.of(), Map.of()));

    assertThatThrownBy(() -> shelf.save("one more", "", Map.of(), Map.of()))
        .hasMessage("There are 200 presets: remove one first.");
  }

  @Test
  void removesWhatSomebodySavedAndNothingElse() {
    shelf.save("Öl", "", Map.of(), Map.of());
    shelf.remove("öl");

    assertThat(own.all()).isEmpty();
    assertThatThrownBy(() -> shelf.remove("öl")).isInstanceOf(PresetNotFound.class);
    assertThatThrownBy(() -> shelf.remove("Cat")).hasMessageContaining("comes with the service");
  }
}
