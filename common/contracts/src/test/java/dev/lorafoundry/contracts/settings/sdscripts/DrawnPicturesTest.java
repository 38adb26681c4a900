package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that say what is drawn anew each time a picture is shown. */
final class DrawnPicturesTest {
  @Test
  void flipsAreDrawnByTheTrainingAndNotPrepared() {
    Translation translation = SdScripts.translate("--flip_aug", Config.NONE);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.preparation()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("randomFlip", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cache_latents",
        "--cache_latents_to_disk",
        "--cache_latents --cache_latents_to_disk"
      })
  void latentsThatAreCachedAreSampledOnce(String arguments) {
    Translation translation = SdScripts.translate(arguments, Config.NONE);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("cacheLatents", true));
  }

  @Test
  void aFileMaySayEither() {
    assertThat(written(Map.of("cache_latents", false)).training())
        .containsOnly(Map.entry("cacheLatents", false));
    assertThat(written(Map.of("cache_latents_to_disk", false)).training()).isEmpty();
    assertThat(written(Map.of("cache_latents", true, "cache_latents_to_disk", false)).training())
        .containsOnly(Map.entry("cacheLatents", true));
  }

  @Test
  void aWholeCommandWithoutThemIsToldThatSdScriptsSamplesAnew() {
    assertThat(notes("train_network.py --network_dim 4"))
        .contains(
            "--cache_latents is not named: sd-scripts then takes another sample of each picture's latents each time. Set cacheLatents to false to train as there.");
    assertThat(notes("train_network.py --cache_latents_to_disk")).doesNotContain("cacheLatents");
    assertThat(notes("--network_dim 4")).doesNotContain("cacheLatents");
  }

  @Test
  void resizingBelongsToThePreparation() {
    Translation translation = SdScripts.translate("--resize_interpolation area", Config.NONE);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.preparation()).containsOnly(Map.entry("resizeMethod", "area"));
    assertThat(notes("--resize_interpolation area"))
        .contains("belongs to the preparation of the pictures (resizeMethod)")
        .contains("sd-scripts then enlarges pictures by areas too.");
    assertThat(notes("--resize_interpolation lanczos")).doesNotContain("enlarge");
    assertThat(notes("train_network.py --network_dim 4"))
        .contains("Set resizeMethod of the preparation to area to train as there.");
    assertThat(SdScripts.translate("--resize_interpolation cubic", Config.NONE).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("lanczos, area"));
  }

  @Test
  void aWholeCommandOfSdxlIsToldWhatNoOptionSays() {
    assertThat(notes("accelerate launch sdxl_train_network.py --network_dim 4"))
        .contains("Set textProjection to transposed to train as there.")
        .contains("Set cropNumbers to letterbox to train as there.");
    assertThat(notes("train_network.py --network_dim 4"))
        .doesNotContain("textProjection", "cropNumbers");
  }

  private static String notes(String arguments) {
    return String.join("\n", SdScripts.translate(arguments, Config.NONE).notes());
  }

  private static Translation written(Map<String, ?> options) {
    return SdScripts.translate("", new Config(options, Map.of()));
  }
}
