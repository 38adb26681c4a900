package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
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
  void eitherSwitchMasksTheTraining() {
    Map<String, Object> masked = ordered("masked_loss", "alpha_mask");
    Map<String, Object> transparent = ordered("alpha_mask", "masked_loss");

    for (Map<String, Object> first : List.of(masked, transparent)) {
      Translation translation = SdScripts.translate("", new Config(first, Map.of()));

      assertThat(translation.training()).containsEntry("maskedLoss", true);
      assertThat(translation.notes()).noneMatch(note -> note.contains("the latter holds"));
    }
  }

  /** The first is on, the second is off. */
  private static Map<String, Object> ordered(String on, String off) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(on, true);
    options.put(off, false);
    return options;
  }

  @Test
  void latentsOnADiskAreKeptLatents() {
    Map<String, Object> options = ordered("cache_latents_to_disk", "cache_latents");

    assertThat(SdScripts.translate("", new Config(options, Map.of())).training())
        .containsOnly(Map.entry("cacheLatents", true));
    options = new LinkedHashMap<>(Map.of("cache_latents", false));
    options.put("cache_latents_to_disk", true);
    assertThat(SdScripts.translate("", new Config(options, Map.of())).training())
        .containsOnly(Map.entry("cacheLatents", true));
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
