package dev.lorafoundry.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextRepairTest {
  @ParameterizedTest
  @CsvSource({
    "&#65;, a",
    "&#x41;, a",
    "&#X41;, a",
    "&#x1f600;, 😀",
    "&#128512;, 😀",
    "&amp;#65;, a",
    "&#abc;, &#abc;",
    "&#xyz;, &#xyz;",
    "&#9999999;, &#9999999;",
    "&#;, &#;",
    "&nothing;, &nothing;"
  })
  void resolvesEntitiesAndLeavesTheRest(String text, String repaired) {
    assertThat(TextRepair.repaired(text)).isEqualTo(repaired);
  }
}
