package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

final class SettingsFieldsTest {
  @Test
  void showsDefaultsAsPeopleWriteThem() {
    Map<String, Field> fields = SettingsFields.TRAINING.fields();

    assertThat(fields.get("learningRate").value()).isEqualTo("0.0001");
    assertThat(fields.get("alpha").value()).isEqualTo("64");
    assertThat(fields.get("minSnrGamma").value()).isEmpty();
    assertThat(fields.get("optimizer").choices())
        .startsWith(
            Field.Option.named("AdamW", "AdamW", false), Field.Option.named("Lion", "Lion", true));
  }

  @Test
  void hasALineForEachValueOfATextWithItsOwnCommas() {
    Map<String, Field> fields = SettingsFields.TRAINING.fields();

    assertThat(fields.get("captionSeparator").kind()).isEqualTo(Field.Kind.LINES);
    assertThat(fields.get("captionSeparator").value()).isEqualTo(",");
    assertThat(Said.english(fields.get("captionSeparator").help()))
        .isEqualTo(
            "What stands between the tags of a caption. Several values: each on a line of its"
                + " own.");
    assertThat(
            SettingsFields.TRAINING
                .fields(Map.of("captionPrefix", List.of("a, b", "c")))
                .get("captionPrefix")
                .value())
        .isEqualTo("a, b\nc");
    assertThat(SettingsFields.PREVIEW.fields().get("prompt").kind()).isEqualTo(Field.Kind.AREA);
  }

  @Test
  void hasAFieldForEverySetting() {
    assertThat(SettingsFields.TRAINING.fields())
        .hasSameSizeAs(SettingsCatalogue.TRAINING.definitions());
    assertThat(SettingsFields.PREVIEW.fields().get("loraWeights").value())
        .isEqualTo("0.6, 0.7, 0.8, 1");
  }

  @Test
  void sendsBackWhatItShows() {
    MultiValueMap<String, String> form = ShownForm.of(SettingsFields.PREPARATION.fields().values());

    assertThat(SettingsCatalogue.PREPARATION.read(SettingsFields.PREPARATION.posted(form)))
        .isEqualTo(SettingsCatalogue.PREPARATION.read(Map.of()));
  }

  @Test
  void takesSeveralTicksAsSeveralValues() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("optimizer", "AdamW");
    form.add("optimizer", "Lion");
    form.add("preview-width", "128");

    assertThat(SettingsFields.TRAINING.posted(form))
        .containsEntry("optimizer", List.of("AdamW", "Lion"));
    assertThat(SettingsFields.PREVIEW.posted(form)).containsEntry("width", "128");
  }

  @Test
  void takesLinesAsValuesWhereCommasBelongToTheText() {
    assertThat(posted("sks, photo of")).isEqualTo("sks, photo of");
    assertThat(posted("sks, photo of\r\n")).isEqualTo("sks, photo of");
    assertThat(posted("sks, photo of\r\n\r\n drawing of \r\n\r\n"))
        .isEqualTo(List.of("sks, photo of", "", " drawing of "));
    assertThat(posted("\r\n")).isEqualTo("");
  }

  private static Object posted(String captionPrefix) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("captionPrefix", captionPrefix);
    return SettingsFields.TRAINING.posted(form).get("captionPrefix");
  }

  @Test
  void putsProblemsAtTheirFieldsAndClearsTheOthers() {
    List<FieldProblem> problems =
        SettingsFields.PREVIEW.problems(List.of(new SettingProblem("width", "7", "too small.")));

    assertThat(problems)
        .contains(new FieldProblem("preview-width", "too small."))
        .contains(new FieldProblem("preview-height", ""))
        .hasSameSizeAs(SettingsCatalogue.PREVIEW.definitions());
  }
}
