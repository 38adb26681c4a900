package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that describe a dataset. */
final class DatasetConfigTest {
  @Test
  void theDescriptionOfADatasetWinsAsInSdScripts() {
    Map<String, Object> dataset = ordered("subsets", List.of(Map.of("keep_tokens", 1)));
    Config config = new Config(Map.of("datasets", List.of(dataset)), Map.of("keep_tokens", 3));

    Translation translation = SdScripts.translate("--keep_tokens 2 --seed 5", config);

    assertThat(translation.training())
        .containsOnly(Map.entry("keepTokens", 1), Map.entry("seed", 5L));
    assertThat(translation.notes())
        .contains(
            "--keep_tokens is given at line 1, column 1 and at line 3 of the TOML: the latter holds.");
  }

  @Test
  void takesFromADatasetsDescriptionWhatHoldsForAllPictures() {
    Map<String, Object> subset = Map.of("image_dir", "/a", "class_tokens", "cat", "num_repeats", 3);
    Map<String, Object> dataset =
        ordered("resolution", 768, "batch_size", 4, "subsets", List.of(subset, subset));

    Translation translation =
        translate(ordered("general", Map.of("seed", 5), "datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("batchSize", 4).containsEntry("seed", 5L);
    assertThat(translation.preparation()).containsEntry("width", 768).containsEntry("repeats", 3);
    assertThat(translation.notes()).anyMatch(note -> note.contains("upload the pictures"));
    assertThat(translation.toString()).doesNotContain("/a");
  }

  @Test
  void takesHowCaptionsAreShown() {
    Map<String, Object> subset =
        ordered("keep_tokens_separator", "|||", "caption_separator", " ", "caption_prefix", "");
    Map<String, Object> dataset = ordered("shuffle_caption", true, "subsets", List.of(subset));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(
            Map.entry("shuffleCaption", true),
            Map.entry("keepTokensSeparator", "|||"),
            Map.entry("captionSeparator", " "));
  }

  @Test
  void repeatsThatDifferAreThoseOfConcepts() {
    Map<String, Object> dataset =
        Map.of(
            "num_repeats",
            9,
            "subsets",
            List.of(Map.of("num_repeats", 1), Map.of("num_repeats", 2)));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.preparation()).isEmpty();
    assertThat(translation.notes()).anyMatch(note -> note.contains("each concept its own repeats"));
  }

  @Test
  void refusesSubsetsWhosePicturesWouldBeTrainedUnlike() {
    Map<String, Object> trained = Map.of("flip_aug", true, "caption_dropout_rate", 0.1);
    Map<String, Object> dataset = Map.of("subsets", List.of(trained, Map.of("is_reg", true)));

    assertThat(translate(Map.of("datasets", List.of(dataset))).problems())
        .extracting(SettingProblem::message)
        .containsExactlyInAnyOrder(
            "The TOML's subsets differ in flip_aug (true, absent), but a version has one value for all pictures: give it once in [general], or the same in every subset.",
            "The TOML's subsets differ in caption_dropout_rate (0.1, absent), but a version has one value for all pictures: give it once in [general], or the same in every subset.");
    assertThat(
            translate(
                    ordered(
                        "general",
                        Map.of("caption_dropout_rate", 0.1),
                        "datasets",
                        List.of(dataset)))
                .problems())
        .extracting(SettingProblem::given)
        .containsExactly("--flip_aug");
  }

  @Test
  void tagsOfRegularisationAreShownAsThoseOfOtherPictures() {
    Map<String, Object> trained = ordered("shuffle_caption", true, "keep_tokens", 1);
    Map<String, Object> dataset =
        Map.of("subsets", List.of(trained, trained, Map.of("is_reg", true)));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(Map.entry("shuffleCaption", true), Map.entry("keepTokens", 1));
    assertThat(translation.notes())
        .anyMatch(
            note ->
                note.startsWith(
                    "The TOML's subsets with is_reg differ from the others in shuffle_caption, keep_tokens: "));
  }

  @Test
  void tagsOfOtherPicturesMayBeAsTheCommandSays() {
    Map<String, Object> off = Map.of("is_reg", true, "shuffle_caption", false, "keep_tokens", 0);
    Config config = datasets(Map.of("subsets", List.of(Map.of("num_repeats", 1), off)));

    Translation translation = SdScripts.translate("--shuffle_caption --keep_tokens 1", config);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(Map.entry("shuffleCaption", true), Map.entry("keepTokens", 1));
    assertThat(translation.notes()).noneMatch(note -> note.contains("the latter holds"));
  }

  @Test
  void refusesTrainedSubsetsWhoseTagsWouldBeShownUnlike() {
    Map<String, Object> dataset =
        Map.of(
            "subsets",
            List.of(
                Map.of("shuffle_caption", true), Map.of("keep_tokens", 0), Map.of("is_reg", true)));

    assertThat(translate(Map.of("datasets", List.of(dataset))).problems())
        .extracting(SettingProblem::given)
        .containsExactly("--shuffle_caption");
  }

  @Test
  void passesByAMultiplierThatMultipliesNothing() {
    Translation translation =
        translate(Map.of("datasets", List.of(Map.of("network_multiplier", 0.5))));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes())
        .singleElement()
        .asString()
        .startsWith("Left out: --network_multiplier. ");
  }

  @Test
  void aSubsetThatSaysWhatHoldsAnywayIsLikeTheOthers() {
    Map<String, Object> off = Map.of("shuffle_caption", false, "keep_tokens", 0);
    Map<String, Object> dataset = Map.of("subsets", List.of(off, Map.of("is_reg", true)));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(Map.entry("shuffleCaption", false), Map.entry("keepTokens", 0));
  }

  @Test
  void aSubsetThatSaysNothingIsAsTheCommandSays() {
    Map<String, Object> off = Map.of("flip_aug", false, "caption_dropout_rate", 0);
    Config both = datasets(Map.of("subsets", List.of(Map.of("num_repeats", 1), off)));
    Config all = datasets(Map.of("subsets", List.of(off, off)));

    assertThat(SdScripts.translate("--flip_aug --caption_dropout_rate 0.1", both).problems())
        .extracting(SettingProblem::message)
        .containsExactlyInAnyOrder(
            "The TOML's subsets differ in flip_aug (true, false), but a version has one value for all pictures: give it once in [general], or the same in every subset.",
            "The TOML's subsets differ in caption_dropout_rate (0.1, 0), but a version has one value for all pictures: give it once in [general], or the same in every subset.");
    assertThat(SdScripts.translate("--flip_aug", all).training())
        .containsEntry("randomFlip", false);
  }

  @Test
  void aSubsetThatSaysTheSameAsTheCommandIsLikeTheOthers() {
    Map<String, Object> said = Map.of("flip_aug", true, "keep_tokens", 1);
    Config config = datasets(Map.of("subsets", List.of(Map.of("num_repeats", 1), said)));

    Translation translation = SdScripts.translate("--flip_aug --keep_tokens=1", config);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsOnly(Map.entry("randomFlip", true), Map.entry("keepTokens", 1));
  }

  @Test
  void whatAllSubsetsSayHoldsInsteadOfWhatTheirDatasetSays() {
    Map<String, Object> subset = Map.of("keep_tokens", 2);
    Map<String, Object> dataset = ordered("keep_tokens", 1, "subsets", List.of(subset, subset));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("keepTokens", 2));
  }

  @Test
  void refusesWhatNoSettingTakesEvenIfSubsetsDisagreeOnIt() {
    Map<String, Object> dataset =
        Map.of(
            "subsets",
            List.of(
                Map.of("color_aug", false),
                Map.of("color_aug", true),
                Map.of("custom_attributes", Map.of("diff_output_preservation", true))));

    assertThat(translate(Map.of("datasets", List.of(dataset))).problems())
        .extracting(SettingProblem::given)
        .containsExactlyInAnyOrder("--color_aug", "--custom_attributes");
  }

  @Test
  void refusesWhatTheCommandAsksOfPicturesWhoseSubsetSaysNothing() {
    Config config =
        datasets(Map.of("subsets", List.of(Map.of("num_repeats", 1), Map.of("color_aug", false))));

    assertThat(SdScripts.translate("--color_aug", config).problems())
        .extracting(SettingProblem::given)
        .containsExactly("--color_aug");
  }

  @Test
  void refusesSeveralDatasets() {
    assertThat(translate(Map.of("datasets", List.of(Map.of(), Map.of()))).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("describes 2 datasets"));
  }

  @Test
  void saysThatSubsetsBecomeConcepts() {
    Map<String, Object> dataset = Map.of("subsets", List.of(Map.of("is_reg", true)));

    Translation translation = translate(Map.of("datasets", List.of(dataset)));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes())
        .singleElement()
        .asString()
        .contains("make a concept", "is_reg is true");
  }

  private static Translation translate(Map<String, ?> tables) {
    return SdScripts.translate("", new Config(tables, Map.of()));
  }

  private static Config datasets(Map<String, ?> dataset) {
    return new Config(Map.of("datasets", List.of(dataset)), Map.of());
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      ordered.put((String) pairs[i], pairs[i + 1]);
    }
    return ordered;
  }
}
