package dev.lorafoundry.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vocabularies come from outside: ids are checked before a model is asked for them. */
final class VocabularyTest {
  private static final Vocabulary SMALL = Vocabulary.ofMerges(List.of("r e", "re d</w>"));

  private final Map<String, Integer> ids = new HashMap<>(SMALL.ids());

  @Test
  void largestIdIsNotTheNumberOfSymbols() {
    ids.put("red</w>", 49_000);

    assertThat(SMALL.largestId()).isEqualTo(515);
    assertThat(new Vocabulary(ids, SMALL.merges()).largestId()).isEqualTo(49_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a</w>", "\u0100", "\u0143</w>", "<|startoftext|>", "<|endoftext|>"})
  void refusesVocabularyThatLacksASymbol(String symbol) {
    ids.remove(symbol);

    assertRefused("has no symbol '" + symbol + "'");
  }

  @Test
  void refusesNegativeId() {
    ids.put("red</w>", -1);

    assertRefused("'red</w>' the id -1");
  }

  @Test
  void refusesIdThatIsGivenTwice() {
    ids.put("red</w>", 0);

    assertRefused("the same id 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"7\"", "1.5", "null", "true", "99999999999"})
  void refusesIdThatIsNoWholeNumber(String id) {
    String json = SMALL.toJson().replace("\"red</w>\" : 513", "\"red</w>\" : " + id);

    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'red</w>' the id " + id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[\"r\"]", "[\"r\", \"e\", \"d\"]", "[\"r\", {}]", "{}", "7", "null"})
  void refusesMergeThatIsNoPair(String merge) {
    String json = SMALL.toJson().replace("\"r e\"", merge);

    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no pair of symbols");
  }

  @Test
  void readsMergesAsListsToo() {
    assertThat(read(SMALL.toJson().replace("\"r e\"", "[\"r\", \"e\"]"))).isEqualTo(SMALL);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> new Vocabulary(ids, SMALL.merges()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Vocabulary read(String json) {
    return Vocabulary.readJson(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
