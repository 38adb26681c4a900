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
  private final Set<String> stored = Fixtures.tensors("sd1/model.safetensors").names();

  @Test
  void leavesTodaysNamesAlone() {
    OlderNames.byTodays(stored).forEach((name, found) -> assertThat(found).isEqualTo(name));
  }

  @Test
  void findsEveryTensorOfAnOlderFile() {
    Set<String> older = new LinkedHashSet<>();
    stored.forEach(name -> older.add(name.replace("transformer.text_model.", "transformer.")));
    assertThat(older).isNotEqualTo(stored);

    Map<String, String> found = OlderNames.byTodays(older);

    assertThat(found.keySet()).isEqualTo(stored);
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
