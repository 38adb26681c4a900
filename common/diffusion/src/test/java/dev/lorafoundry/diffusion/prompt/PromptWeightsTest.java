package dev.lorafoundry.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.Fixtures;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class PromptWeightsTest {
  @ParameterizedTest
  @EnumSource
  void readsPromptsAsTheReferenceDoes(PromptWeights.Dialect dialect) {
    SoftAssertions all = new SoftAssertions();
    for (JsonNode each : Fixtures.json("misc/prompts.json").path("attention")) {
      String prompt = each.path("prompt").asString();
      JsonNode expected = each.path(dialect == PromptWeights.Dialect.WEBUI ? "webui" : "sdscripts");
      if (expected.isArray()) {
        compare(all, prompt, PromptWeights.parse(prompt, dialect), expected);
      } else if (dialect == PromptWeights.Dialect.WEBUI) {
        assertThatThrownBy(() -> PromptWeights.parse(prompt, dialect))
            .isInstanceOf(InvalidPrompt.class);
      }
    }
    all.assertAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3", "..", ".", "+", "-.", "1.2."})
  void weightsOfCaptionsThatAreNoNumbersAreText(String number) {
    assertThat(PromptWeights.parse("a (b:" + number + ") c", PromptWeights.Dialect.SD_SCRIPTS))
        .containsExactly(
            new WeightedText("a ", 1),
            new WeightedText("b:" + number, 1.1),
            new WeightedText(" c", 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "+1.5, 1.5", "-.5, -0.5", "2., 2", "１.２, 1.2"})
  void readsNumbersAsPythonDoes(String number, double weight) {
    for (PromptWeights.Dialect dialect : PromptWeights.Dialect.values()) {
      assertThat(PromptWeights.parse("(b:" + number + ")", dialect))
          .containsExactly(new WeightedText("b", weight));
    }
  }

  private static void compare(
      SoftAssertions all, String prompt, List<WeightedText> found, JsonNode expected) {
    List<String> texts = children(expected).map(each -> each.path(0).asString()).toList();
    all.assertThat(found).extracting(WeightedText::text).as(prompt).isEqualTo(texts);
    for (int i = 0; i < Math.min(found.size(), texts.size()); i++) {
      all.assertThat((float) found.get(i).weight())
          .as(prompt)
          .isEqualTo((float) expected.path(i).path(1).asDouble());
    }
  }

  private static Stream<JsonNode> children(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Test
  void namesWeightThatIsNoNumber() {
    assertThatThrownBy(() -> PromptWeights.parse("(x:1.2.3)", PromptWeights.Dialect.WEBUI))
        .isInstanceOf(InvalidPrompt.class)
        .hasMessageContaining("'1.2.3' is not a weight");
  }

  @Test
  void takesLoraTagsOutAndSaysWhich() {
    LoraTags tags = LoraTags.removedFrom("<lora:other:0.8>, a cat <lora:x:1:te=0.5>");

    assertThat(tags.prompt()).isEqualTo(", a cat ");
    assertThat(tags.removed()).containsExactly("<lora:other:0.8>", "<lora:x:1:te=0.5>");
  }

  @Test
  void leavesCommasAroundLoraTagsWhereTheyAre() {
    assertThat(LoraTags.removedFrom("a cat <lora:x:1>, sitting").prompt())
        .isEqualTo("a cat , sitting");
    assertThat(LoraTags.removedFrom("a cat, <lora:x:1>, sitting").prompt())
        .isEqualTo("a cat, , sitting");
  }

  @Test
  void leavesPromptWithoutTagsAlone() {
    assertThat(LoraTags.removedFrom(" a < b , c ").prompt()).isEqualTo(" a < b , c ");
  }
}
