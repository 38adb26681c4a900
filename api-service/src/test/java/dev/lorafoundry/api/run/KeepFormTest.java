package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class KeepFormTest {
  private final JsonMapper json = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"{\"best\":3}", "{\"latest\":1}"})
  void readsWhatItWrites(String written) {
    Keep keep = json.readValue(written, KeepForm.class).keep();

    assertThat(json.writeValueAsString(KeepForm.of(keep))).isEqualTo(written);
  }

  @Test
  void refusesBothAndNeither() {
    assertThatThrownBy(() -> new KeepForm(1, 2).keep())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("keep says both best and latest: give either best or latest");
    assertThatThrownBy(() -> new KeepForm(null, null).keep())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("keep says neither best nor latest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "2.5", "three", ""})
  void refusesNumbersOutOfRange(String count) {
    assertThatThrownBy(() -> new KeepForm(count, null).keep())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(
            "keep best '" + count + "' is not allowed: use a whole number from 1 to 1000");
  }
}
