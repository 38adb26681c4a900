package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates have no texts of their own, wherever they show something: all come from bundles. */
final class OwnTextsTest {
  private static final Set<String> SAME_IN_EVERY_LANGUAGE =
      Set.of("LoRA Foundry", "· LoRA Foundry", "VAE", "VAEs", "SHA-256", "<lora::1>");

  private static final Set<String> WRITTEN_ON_KEYS =
      Set.of("Esc", "Page Down", "Page Up", "Alt", "Ctrl", "Enter");

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern TAG_AND_TEXT =
      Pattern.compile(
          "<(/?[a-z0-9:]+(?:\\s+[\\w:.-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\\s*/?>([^<]*)");
  private static final Pattern READ_ATTRIBUTE =
      Pattern.compile("\\s(?:aria-label|placeholder|alt|title|hx-confirm)=\"([^\"]*)\"");
  private static final Pattern SAID =
      Pattern.compile("(?:th:text=|th:alt=|aria-label=|placeholder=|hx-confirm=)\"?\\|([^|]*)\\|");
  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  static Stream<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources", "templates"))) {
      return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void hasNone(Path template) throws IOException {
    String html = COMMENT.matcher(Files.readString(template)).replaceAll("");
    Stream<String> texts =
        found(TAG_AND_TEXT, html)
            .filter(found -> !found.group(1).contains("th:text="))
            .map(found -> found.group(2));
    Stream<String> attributes = found(READ_ATTRIBUTE, html).map(found -> found.group(1));
    Stream<String> composed =
        found(SAID, html).map(found -> EXPRESSION.matcher(found.group(1)).replaceAll(""));

    List<String> own =
        Stream.of(texts, attributes, composed)
            .flatMap(all -> all)
            .map(String::strip)
            .filter(text -> WORD.matcher(text).find())
            .filter(text -> !WRITTEN_ON_KEYS.contains(text))
            .filter(text -> !SAME_IN_EVERY_LANGUAGE.contains(text) && !text.startsWith("curl "))
            .toList();

    assertThat(own).isEmpty();
  }

  private static Stream<MatchResult> found(Pattern pattern, String html) {
    return pattern.matcher(html).results().toList().stream();
  }
}
