package dev.lorafoundry.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.Fixtures;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class PromptSchedulesTest {
  @Test
  void findsAScheduleWhereTheWebuiHasOne() {
    SoftAssertions all = new SoftAssertions();
    for (JsonNode each : Fixtures.json("misc/prompts.json").path("schedules")) {
      String prompt = each.path("prompt").asString();
      boolean changes = each.path("webui").size() > 1;

      all.assertThat(!PromptSchedules.in(prompt).isEmpty()).as(prompt).isEqualTo(changes);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a [cat:dog:0.25] (x:1.2) [old::6]; [cat:dog:0.25] [old::6]",
        "a[b:[c:d:2]:1]e; [b:[c:d:2]:1]",
        "[[a|b]] AND c; [[a|b]] AND"
      })
  void givesThemAsWritten(String prompt, String found) {
    assertThat(String.join(" ", PromptSchedules.in(prompt))).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a [b] (c:1.2)", "\\[a|b\\]", "a: 1.5", "[(a:1.5)]", "sand AND_x", "a and b"})
  void findsNoneInPlainPrompts(String prompt) {
    assertThat(PromptSchedules.in(prompt)).isEmpty();
  }
}
