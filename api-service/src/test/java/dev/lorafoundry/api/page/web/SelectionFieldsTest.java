package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.api.run.HalvingForm;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

final class SelectionFieldsTest {
  @Test
  void keepsAllAndEndsNoneAsItIsShown() {
    MultiValueMap<String, String> form = ShownForm.of(SelectionFields.fields(null, null));

    assertThat(SelectionFields.keep(form)).isNull();
    assertThat(SelectionFields.halving(form)).isNull();
  }

  @Test
  void sendsBackWhatSomebodyAskedFor() {
    MultiValueMap<String, String> form =
        ShownForm.of(SelectionFields.fields(new KeepForm(null, 2), new HalvingForm(4, null)));

    assertThat(SelectionFields.keep(form)).isEqualTo(new KeepForm(null, "2"));
    assertThat(SelectionFields.halving(form)).isEqualTo(new HalvingForm("4", null));
  }

  @Test
  void keepsWhatIsChosen() {
    assertThat(SelectionFields.keep(form("keep", "best", "keep-count", "3")))
        .isEqualTo(new KeepForm("3", null));
    assertThat(SelectionFields.keep(form("keep", "latest", "keep-count", "")))
        .isEqualTo(new KeepForm(null, ""));
    assertThat(SelectionFields.keep(form("keep-count", "3"))).isNull();
    assertThatThrownBy(() -> SelectionFields.keep(form("keep", "some")))
        .isInstanceOf(RequestRefused.class)
        .hasMessage("keep 'some' is not allowed: choose all, best or latest.");
  }

  @Test
  void takesTheDefaultsOfHalvingForEmptyFields() {
    assertThat(
            SelectionFields.halving(
                form("halving", "true", "halving-eta", " ", "halving-minEpochs", "2")))
        .isEqualTo(new HalvingForm(null, "2"));
    assertThat(SelectionFields.halving(form("halving", "false", "halving-eta", "4"))).isNull();
  }

  @Test
  void putsProblemsAtTheirFieldsAndClearsTheOthers() {
    assertThat(
            SelectionFields.problems(
                List.of(
                    new SettingProblem("keep.best", "0", "Too few."),
                    new SettingProblem("halving", "", "No measure."),
                    new SettingProblem("halving.minEpochs", "x", "No number."))))
        .containsExactly(
            new FieldProblem("keep-count", "Too few."),
            new FieldProblem("halving", "No measure."),
            new FieldProblem("halving-eta", ""),
            new FieldProblem("halving-minEpochs", "No number."));
  }

  private static MultiValueMap<String, String> form(String... namesAndValues) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }
}
