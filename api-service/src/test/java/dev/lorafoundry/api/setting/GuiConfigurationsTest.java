package dev.lorafoundry.api.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole configuration files, with all keys that the GUI of kohya_ss writes. */
final class GuiConfigurationsTest {
  @ParameterizedTest
  @ValueSource(strings = {"sd1", "sdxl", "lycoris"})
  void areTakenAsTheyAre(String file) throws IOException {
    Translation translation = translate(file);

    assertThat(translation.problems()).isEmpty();
    assertThat(SettingsCatalogue.TRAINING.read(translation.training())).isNotNull();
    assertThat(translation.leftOut()).contains("epoch", "noise_offset_type");
  }

  @Test
  void setWhatTheyNameAndNothingByKeysThatSdScriptsPassesBy() throws IOException {
    Translation translation = translate("sdxl");

    assertThat(translation.training())
        .containsEntry("epochs", 10)
        .containsEntry("rank", 32)
        .containsEntry("optimizer", "AdaFactor")
        .containsEntry("train", "unet_only")
        .containsEntry("noiseOffset", 0.05)
        .doesNotContainKeys("loraPlusRatio", "loraPlusUnetRatio");
    assertThat(translation.leftOut())
        .contains(
            "loraplus_unet_lr_ratio",
            "lowvram",
            "persistent_data_loader_workers",
            "stop_text_encoder_training");
  }

  private static Translation translate(String file) throws IOException {
    try (InputStream toml =
        GuiConfigurationsTest.class.getResourceAsStream("/kohya_ss/%s.toml".formatted(file))) {
      String text = new String(Objects.requireNonNull(toml).readAllBytes(), StandardCharsets.UTF_8);
      return new WrittenArguments("", text).translate();
    }
  }
}
