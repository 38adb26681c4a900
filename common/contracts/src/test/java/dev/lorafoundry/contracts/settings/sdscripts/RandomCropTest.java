package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that say which part of a picture is shown. */
final class RandomCropTest {
  private static final Map<String, Object> ON = Map.of("random_crop", true);
  private static final Map<String, Object> OFF = Map.of("random_crop", false);

  @Test
  void thePreparationKeepsWhatTheTrainingChoosesFrom() {
    Translation translation = SdScripts.translate("--random_crop", Config.NONE);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.preparation()).containsOnly(Map.entry("keepOverflow", true));
    assertThat(translation.training()).containsOnly(Map.entry("randomCrop", true));
    assertThat(translation.notes())
        .singleElement()
        .asString()
        .contains("preparation of the pictures (keepOverflow)");
  }

  @Test
  void subsetsThatAgreeSayItForAllPictures() {
    Translation translation = SdScripts.translate("", subsets(ON, ON));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("randomCrop", true);
    assertThat(translation.preparation()).containsEntry("keepOverflow", true);
  }

  @Test
  void refusesSubsetsThatDifferBecauseAllPicturesAreTrainedAlike() {
    Translation translation = SdScripts.translate("", subsets(ON, OFF));

    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("The TOML's subsets differ in random_crop (true, false), but"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--cache_latents", "--cache_latents_to_disk"})
  void refusesPartsOfPicturesThatAreKeptAsSdScriptsDoes(String caching) {
    Translation translation = SdScripts.translate("--random_crop " + caching, Config.NONE);

    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("--random_crop (line 1, column 1) is not allowed with " + caching));
    assertThat(SdScripts.translate("--random_crop " + caching + "=false", Config.NONE).problems())
        .isEmpty();
  }

  @Test
  void nobodyLooksForFaces() {
    Translation translation = SdScripts.translate("--face_crop_aug_range 2.0,4.0", Config.NONE);

    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("Nobody looks for faces here: use --random_crop"));
  }

  private static Config subsets(Map<String, ?> one, Map<String, ?> other) {
    return new Config(
        Map.of("datasets", List.of(Map.of("subsets", List.of(one, other)))), Map.of());
  }
}
