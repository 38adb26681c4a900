package dev.lorafoundry.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.Fixtures;
import java.util.LinkedHashSet;
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
}
