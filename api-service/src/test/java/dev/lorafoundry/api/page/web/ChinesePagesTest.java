package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages to somebody who reads Chinese: no sentence of them is in English. */
final class ChinesePagesTest {
  /** What people or the service wrote has the name in it, and stays as it is. */
  private static final String NAME = "灯塔";

  private static final Pattern PLACE = Pattern.compile("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
  private static final Pattern SEVERAL_WORDS = Pattern.compile("[A-Za-z]+[^A-Za-z]+[A-Za-z]+");
  private static final Pattern SENTENCE =
      Pattern.compile("[A-Za-z][A-Za-z'’-]*(?: [A-Za-z][A-Za-z'’-]*){2,}");

  private static final Set<String> CHOICES =
      Stream.of(
              SettingsCatalogue.TRAINING,
              SettingsCatalogue.PREPARATION,
              SettingsCatalogue.PREVIEW,
              SettingsCatalogue.LORA_TASK)
          .flatMap(catalogue -> catalogue.definitions().stream())
          .flatMap(setting -> setting.choices().stream())
          .collect(Collectors.toSet());

  /** Texts without places that are others in Chinese. */
  private static final Set<String> ENGLISH =
      texts().filter(text -> !PLACE.matcher(text).find()).collect(Collectors.toSet());

  /** Of all texts what stands between their places, where it has several words. */
  private static final Set<String> SENTENCES =
      texts()
          .flatMap(PLACE::splitAsStream)
          .map(String::strip)
          .filter(text -> SEVERAL_WORDS.matcher(text).find())
          .collect(Collectors.toSet());

  private final PageExample example = PageExample.named(NAME);
  private final RenderedPages pages = new RenderedPages(example, Locale.CHINESE);

  static Stream<String> pages() {
    return PageExample.named("any").pages().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void saysNothingInEnglish(String page) {
    expectChinese(pages.html(page));
  }

  @Test
  void answersInChinese() {
    expectChinese(pages.html("page/plan :: plan(plan=${plan})", Map.of("plan", example.plan())));
    expectChinese(
        pages.html(
            "page/pictures :: caption(caption=${caption})",
            Map.of("caption", new CaptionAnswer("1", 2, null, null))));
    expectChinese(
        pages.html(
            "page/pictures :: caption(caption=${caption})",
            Map.of(
                "caption",
                new CaptionAnswer("1", 2, Phrase.of("pictures.changed-meanwhile"), "一只猫"))));
    expectChinese(
        pages.html(
            "page/job-progress :: history(attempts=${attempts},history=${history})",
            Map.of("attempts", example.trained().attempts(), "history", List.of())));
  }

  @Test
  void teachesInChinese() {
    expectChinese(pages.html("page/projects", Map.of("view", example.firstSteps())));
    expectChinese(pages.html("page/projects", Map.of("view", example.firstSteps("starter"))));
  }

  @Test
  void refusesInChinese() {
    expectChinese(
        pages.html(
            "page/refused",
            Map.of(
                "title",
                Said.chinese(Phrase.of("refused.404")),
                "message",
                Phrase.of("refused.no-address"))));
    expectChinese(
        pages.html(
            "page/notice :: bad(message=${message})",
            Map.of("message", Phrase.of("refused.mistake", "0b4c1a52"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"access/sign-in", "access/signed-in", "access/link-used"})
  void signsInInChinese(String page) {
    String html = pages.html(page, Map.of());

    assertThat(html).contains("<html lang=\"zh\">").contains("登录");
    expectChinese(html);
  }

  private static void expectChinese(String html) {
    List<String> seen = VisibleTexts.in(html);

    assertThat(seen)
        .isNotEmpty()
        .allSatisfy(
            text -> {
              assertThat(ENGLISH).doesNotContain(text);
              assertThat(SENTENCES).noneMatch(text::contains);
            });
    assertThat(seen.stream().filter(text -> !text.contains(NAME) && !text.startsWith("curl ")))
        .noneMatch(text -> SENTENCE.matcher(text).find());
  }

  private static Stream<String> texts() {
    return Arrays.stream(RenderedPages.BUNDLES)
        .flatMap(
            bundle -> {
              Properties english = MessagesTest.read(bundle + ".properties");
              Properties chinese = MessagesTest.read(bundle + "_zh.properties");
              return english.stringPropertyNames().stream()
                  .filter(key -> !english.getProperty(key).equals(chinese.getProperty(key)))
                  .map(english::getProperty);
            })
        .filter(text -> !CHOICES.contains(text));
  }
}
