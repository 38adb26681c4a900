package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "my-style_v1.5", "Mein Stil", "🐈", "👩‍🎨 painter", "猫", "a.b"})
  void takesReadableNames(String name) {
    assertThat(Names.checked(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\",use 1 to 100 characters",
        "\"   \",use 1 to 100 characters",
        "\" a\",remove the blanks around it",
        "\"a \",remove the blanks around it",
        "../etc,\"remove '/', '\\' and '..' from it\"",
        "a/b,\"remove '/', '\\' and '..' from it\"",
        "a\\b,\"remove '/', '\\' and '..' from it\"",
        "a..b,\"remove '/', '\\' and '..' from it\"",
        "a\u0000b,remove its control characters",
        "a\u0007b,remove its control characters",
        "a\u202eb,remove its control characters",
        "a\u2028b,remove its control characters",
        "a\ud800b,remove its control characters",
      })
  void saysWhatIsWrongWithANameAndWhatToDo(String name, String rule) {
    assertThatThrownBy(() -> Names.checked(name))
        .isInstanceOf(NameRefused.class)
        .hasMessageStartingWith("The name '")
        .hasMessageEndingWith(rule + ".");
  }

  @Test
  void refusesNamesThatAreTooLongWithoutRepeatingThem() {
    assertThat(Names.checked("🐈".repeat(100))).hasSize(200);
    assertThatThrownBy(() -> Names.checked("x".repeat(300)))
        .hasMessageContaining("it has 300 characters, use at most 100")
        .message()
        .hasSizeLessThan(150);
    assertThatThrownBy(() -> Names.checked(null)).isInstanceOf(NameRefused.class);
  }

  @Test
  void storesOneFormOfEachCharacter() {
    assertThat(Names.checked("e\u0301")).isEqualTo("\u00e9");
  }

  @ParameterizedTest
  @CsvSource({"Cats,cATS", "Straße,STRASSE", "ＡＢ,ab"})
  void countsNamesInOtherCapitalsAsTheSame(String one, String other) {
    assertThat(Names.key(one)).isEqualTo(Names.key(other));
  }
}
