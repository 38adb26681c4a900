package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordSplitterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--a 1 --b=2            | --a;1;--b=2",
        "--a \"x y\"'z w'v      | --a;x yz wv",
        "--a=\"x y\"            | --a=x y",
        "x\\ y \\\"z\\\"        | x y;\"z\"",
        "\"a\\\"b\\\\c\\d\"     | a\"b\\c\\d",
        "'a\\b'                 | a\\b",
        "'' \"\"                | ;",
        "a #b 'c                | a",
        "a#b                    | a#b",
        "x \\                   | x",
      })
  void splitsAsAShellDoes(String text, String words) {
    assertThat(words(text)).containsExactly(words.split(";", -1));
  }

  @Test
  void joinsLinesThatGoOn() {
    assertThat(words("--a 1 \\\n  --b 2 \\  \r\n--c ^\r\n3 `\n--d\n4 # end\n5"))
        .containsExactly("--a", "1", "--b", "2", "--c", "3", "--d", "4", "5");
  }

  @Test
  void knowsWhereEachWordStands() {
    assertThat(WordSplitter.split("--a 1 \\\n  \"x y\""))
        .extracting(word -> word.at().toString())
        .containsExactly("line 1, column 1", "line 1, column 5", "line 2, column 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--a \"x       | The quote \" at line 1, column 5 is not closed",
        "x 'y \"z\"    | The quote ' at line 1, column 3 is not closed",
        "\"a\\\"       | The quote \" at line 1, column 1 is not closed",
      })
  void refusesQuotesThatAreNotClosed(String text, String sentence) {
    assertThatThrownBy(() -> WordSplitter.split(text))
        .isInstanceOf(UnreadableText.class)
        .hasMessageStartingWith(sentence);
  }

  private static List<String> words(String text) {
    return WordSplitter.split(text).stream().map(Word::text).toList();
  }
}
