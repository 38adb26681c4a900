package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.Fixtures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OlderNamesTest {
  private static final Set<String> TODAYS = Fixtures.tensors("sd1/model.safetensors").names();

  @Test
  void leavesTodaysNamesAlone() {
    OlderNames.byTodays(TODAYS).forEach((name, stored) -> assertThat(stored).isEqualTo(name));
  }

  @Test
  void findsEveryTensorOfAnOlderFile() {
    Set<String> older = new LinkedHashSet<>();
    TODAYS.forEach(name -> older.add(name.replace("transformer.text_model.", "transformer.")));
    assertThat(older).isNotEqualTo(TODAYS);

    Map<String, String> found = OlderNames.byTodays(older);

    assertThat(found.keySet()).isEqualTo(TODAYS);
    assertThat(found.values()).containsExactlyElementsOf(older);
  }

  @Test
  void refusesATensorUnderBothNames() {
    String todays = Prefixes.CLIP + ".final_layer_norm.weight";
    String older = todays.replace("text_model.", "");

    assertThatThrownBy(() -> OlderNames.byTodays(new LinkedHashSet<>(List.of(todays, older))))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining(todays)
        .hasMessageContaining(older);
  }
}
