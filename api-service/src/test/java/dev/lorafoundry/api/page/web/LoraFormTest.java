package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.loratask.LoraTaskForm;
import dev.lorafoundry.api.loratask.LoraTaskForm.SourceForm;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

final class LoraFormTest {
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();

  @Test
  void asksForTheDefaultsAsItIsShown() {
    LoraTaskForm asked = LoraForm.request(shown());

    assertThat(asked.kind()).isEqualTo("resize");
    assertThat(asked.name()).isNull();
    assertThat(asked.sources()).isEmpty();
    assertThat(SettingsCatalogue.LORA_TASK.read(Objects.requireNonNull(asked.settings())))
        .isEqualTo(LoraTaskSettings.DEFAULTS);
  }

  @Test
  void takesRowsInTheirOrderAndPassesByThoseThatSayNothing() {
    MultiValueMap<String, String> form = shown();
    form.put("lora-source", List.of(SECOND.toString(), "", FIRST.toString(), ""));
    form.put("lora-weight", List.of("", " ", " half ", "2"));
    form.set("lora-name", " both ");

    LoraTaskForm asked = LoraForm.request(form);

    assertThat(asked.name()).isEqualTo("both");
    assertThat(asked.sources())
        .containsExactly(
            new SourceForm(SECOND, null), new SourceForm(FIRST, "half"), new SourceForm(null, "2"));
  }

  @Test
  void refusesWhatItDoesNotOffer() {
    MultiValueMap<String, String> form = shown();
    form.set("lora-source", "../x");

    assertThatThrownBy(() -> LoraForm.request(form))
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("'../x' is no id of a checkpoint");
  }

  @Test
  void putsProblemsAtTheirFieldsAndClearsTheOthers() {
    assertThat(
            LoraForm.problems(
                List.of(
                    new SettingProblem("rank", "0", "Too small."),
                    new SettingProblem("sources", "x", "No number."),
                    new SettingProblem("sources", "y", "Dropped."),
                    new SettingProblem("name", "a:b", "No name."))))
        .contains(
            new FieldProblem("lora-rank", "Too small."),
            new FieldProblem("lora-sources", "No number. Dropped."),
            new FieldProblem("lora-name", "No name."),
            new FieldProblem("lora-kind", ""));
  }

  private static MultiValueMap<String, String> shown() {
    MultiValueMap<String, String> form =
        ShownForm.of(Stream.of(LoraForm.first(), LoraForm.more()).flatMap(List::stream).toList());
    form.addAll("lora-source", List.of("", ""));
    form.addAll("lora-weight", List.of("", ""));
    return form;
  }
}
