package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** What the page says, in each of its languages. */
final class MessagesTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Pattern ASKED_FOR = Pattern.compile("#\\{([a-zA-Z0-9.-]+)");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  /** Names, signs and what consists of places. */
  private static final Set<String> WITHOUT_CHINESE =
      Set.of(
          "language.other",
          "language.other.name",
          "list.and",
          "sentence.end",
          "text",
          "queue.done-of",
          "checkpoints.id",
          "job.quoted",
          "job.with-unit",
          "loras.about",
          "loras.source",
          "loras.sources",
          "models.choice",
          "models.vae-choice",
          "models.v",
          "train.eta",
          "train.sets");

  private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

  static Stream<String> bundles() {
    return Arrays.stream(RenderedPages.BUNDLES);
  }

  @Test
  void looksWhereTheServiceLooks() {
    YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
    settings.setResources(new FileSystemResource(RESOURCES.resolve("application.yml")));
    Properties all = Objects.requireNonNull(settings.getObject());

    assertThat(all.getProperty("spring.messages.basename").split(", ?"))
        .containsExactlyInAnyOrder(
            Stream.of(RenderedPages.BUNDLES, RenderedPages.DECLARED)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void saysEverythingInEveryLanguage(String bundle) {
    Properties english = read(bundle + ".properties");

    for (Locale locale : Languages.SPOKEN.subList(1, Languages.SPOKEN.size())) {
      Properties other = read(bundle + "_" + locale.getLanguage() + ".properties");

      assertThat(new TreeSet<>(other.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
      english.forEach(
          (key, text) ->
              assertThat(places(other.getProperty((String) key)))
                  .as("places of %s", key)
                  .isEqualTo(places((String) text)));
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void leavesNothingInEnglish(String bundle) {
    Properties chinese = read(bundle + "_zh.properties");

    assertThat(
            chinese.stringPropertyNames().stream()
                .filter(key -> !WITHOUT_CHINESE.contains(key))
                .filter(key -> !CHINESE.matcher(chinese.getProperty(key)).find()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void hasNoTextThatCanNotBeFilledIn(String bundle) {
    Stream.of("", "_zh")
        .map(language -> read(bundle + language + ".properties"))
        .forEach(texts -> texts.values().forEach(text -> new MessageFormat((String) text)));
  }

  /** An apostrophe hides places behind it, but only from texts that have some. */
  @ParameterizedTest
  @MethodSource("bundles")
  void quotesNothingBeforeAPlace(String bundle) {
    Stream.of("", "_zh")
        .map(language -> read(bundle + language + ".properties"))
        .flatMap(texts -> texts.values().stream())
        .map(String.class::cast)
        .filter(text -> PLACE.matcher(text).find())
        .forEach(text -> assertThat(text).doesNotContain("'"));
  }

  @Test
  void knowsAllThatTemplatesAskFor() {
    assertThat(all()).containsAll(keysInTemplates());
  }

  /** Keys that nobody asks for are translated in vain. */
  @Test
  void hasNothingThatNobodyAsksFor() {
    String sources = code();
    Set<String> asked = keysInTemplates();

    assertThat(all())
        .allSatisfy(
            key ->
                assertThat(asked.contains(key) || isNamed(key, sources))
                    .as("somebody asks for %s", key)
                    .isTrue());
  }

  /** By its whole name, or as what begins so and ends with the name of a state or a setting. */
  private static boolean isNamed(String key, String sources) {
    int end = key.lastIndexOf('.') + 1;
    return sources.contains("\"" + key + "\"")
        || sources.contains("\"" + key.substring(0, end) + "\"");
  }

  private static Set<String> all() {
    return bundles()
        .flatMap(bundle -> read(bundle + ".properties").keySet().stream())
        .map(String.class::cast)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keysInTemplates() {
    return texts(RESOURCES.resolve("templates"), ".html")
        .flatMap(template -> ASKED_FOR.matcher(template).results())
        .map(MatchResult.class::cast)
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String code() {
    return texts(Path.of("src", "main", "java"), ".java").collect(Collectors.joining());
  }

  private static Stream<String> texts(Path folder, String extension) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(extension)).toList().stream()
          .map(MessagesTest::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Properties read(String file) {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
