package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FormGroupTest {
  @Test
  void haveEverySettingOnce() {
    assertThat(Arrays.stream(FormGroup.values()).flatMap(group -> group.declared().stream()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TrainingSettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    assertThat(FormGroup.settingsOf("precision")).contains("gradientCheckpointing");
  }
}
