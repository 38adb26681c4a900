package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options that say where a training looks. */
final class MasksTest {
  @Test
  void transparencyIsKeptByThePreparationAndMasksTheTraining() {
    Translation translation = SdScripts.translate("--alpha_mask", Config.NONE);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.preparation()).containsOnly(Map.entry("alphaMask", true));
    assertThat(translation.training()).containsOnly(Map.entry("maskedLoss", true));
    assertThat(translation.notes())
        .singleElement()
        .satisfies(
            note ->
                assertThat(note)
                    .startsWith("--alpha_mask")
                    .contains("preparation of the pictures (alphaMask)"));
  }

  @Test
  void aDatasetMaySayIt() {
    Translation translation =
        SdScripts.translate("--masked_loss", subset(Map.of("alpha_mask", true)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.preparation()).containsEntry("alphaMask", true);
    assertThat(translation.training()).containsEntry("maskedLoss", true);
  }

  @Test
  void saysWhereMasksOfFilesOfTheirOwnGo() {
    Config toml = subset(Map.of("conditioning_data_dir", "b"));

    Translation translation = SdScripts.translate("--masked_loss", toml);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("maskedLoss", true);
    assertThat(translation.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("conditioning_data_dir", "in a folder 'masks' of a zip file"));
  }

  private static Config subset(Map<String, ?> subset) {
    return new Config(Map.of("datasets", List.of(Map.of("subsets", List.of(subset)))), Map.of());
  }
}
