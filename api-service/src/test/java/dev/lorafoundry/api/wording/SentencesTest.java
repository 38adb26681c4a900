package dev.lorafoundry.api.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.wording.SourceTexts.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Chinese phrase book has all that the service tells people, and nothing else. */
final class SentencesTest {
  private static final Path ROOT = Path.of("..");

  private static final List<Text> TEXTS =
      SourceTexts.of(
          Stream.of(
                  "api-service",
                  "worker-gpu",
                  "preview-worker",
                  "common/contracts",
                  "common/diffusion",
                  "common/messaging",
                  "common/worker-process")
              .map(ROOT::resolve)
              .toList());

  private static final List<Translation> PAIRS = PhraseBook.pairs("/messages/sentences_zh.txt");

  /** It knows what may fill a hole, too. */
  private static final PhraseBook BOOK =
      new PhraseBook(
          Stream.concat(PAIRS.stream(), Stream.of("X7", "X7X7").map(SentencesTest::hole)).toList(),
          setting -> Optional.empty());

  private static final Pattern SEVERAL_WORDS =
      Pattern.compile("[A-Za-z]{2,}[,:;)']* [^ ]*[A-Za-z]{2,}");

  private static final Pattern ENGLISH =
      Pattern.compile("[A-Za-z][A-Za-z'’-]*(?: (?!X7)[A-Za-z][A-Za-z'’-]*){2,}");

  /** Names in a row that are the same in Chinese. */
  private static final Pattern NAMES =
      Pattern.compile(
          "Authorization: Bearer TOKEN|CFG Scale|LoRA Foundry|U-Net|Hugging Face|Stable Diffusion(?: XL)?");

  /** Texts that are given to these are for whoever runs the service, or mistakes of the program. */
  private static final Pattern FOR_OPERATORS =
      Pattern.compile(
          "(?:.*\\.)?(?:log|LOG|story)\\.\\w+|(?:.*\\.)?(?:description|sql|requireNonNull|counter"
              + "|getBytes|unknown|failure)|(?:.*\\.)?(?:NativeWork|identity)\\.\\w+"
              + "|IllegalStateException|UncheckedIOException|UnsupportedOperationException"
              + "|IndexOutOfBoundsException|KafkaException|DeskUnreachable|ClaimRefused|LeaseLost"
              + "|SendFailed|UnreadableMessage|TopicsNotReady|CloseableProgram|Program");

  /** Sources whose refusals of an argument reach people as the end of a sentence. */
  private static final Set<String> ARGUMENTS_OF_PEOPLE =
      Set.of(
          "NumberRange.java",
          "Recognition.java",
          "VaeFile.java",
          "Vocabulary.java",
          "TokenChunks.java",
          "ClipUse.java",
          "Weights.java",
          "Sampler.java");

  /** Sources without a sentence for people, and what theirs are. */
  private static final Map<String, String> FOR_OTHERS =
      Map.ofEntries(
          Map.entry("OpenApiConfiguration.java", "documentation"),
          Map.entry("SecurityConfiguration.java", "a policy for browsers"),
          Map.entry("LiveConnection.java", "for the page's script"),
          Map.entry("UnknownSettingAnalyzer.java", "a start that failed"),
          Map.entry("RefuseUnknownSettings.java", "a start that failed"),
          Map.entry("LeaseLost.java", "for workers"),
          Map.entry("HttpWorkDesk.java", "for workers"),
          Map.entry("OutboxRelay.java", "for whoever runs Kafka"),
          Map.entry("Words.java", "labels, which have bundles"),
          Map.entry("PreviewSettings.java", "a default of a setting"),
          Map.entry("GenerationText.java", "what webui reads in pictures"),
          Map.entry("Axis.java", "what is drawn into pictures"),
          Map.entry("MadeMetadata.java", "what tools read in files"),
          Map.entry("KohyaDefaults.java", "names in files"),
          Map.entry("TrainingState.java", "names in files, and damage of them"),
          Map.entry("StoredTensor.java", "mistakes of the program"),
          Map.entry("PreviewWorkerConfiguration.java", "a name"));

  /** Texts for others in sources that have sentences for people as well. */
  private static final Set<String> TEXTS_FOR_OTHERS =
      Set.of(
          "no values",
          ", validation loss X7",
          "jobs-changed, previews-changed",
          "concepts-changed, pictures-changed",
          "mask, means of X7 × X7, 1: X7");

  /** Texts that only make sense with what fills their holes: as they come out. */
  private static final Map<String, String> FILLED =
      Map.of(
          "X7 X7 X7: give no more",
          "3 blocks in its middle: give no more",
          "X7 has X7 X7, but the U-Net of family X7 has X7.",
          "blockRanks has 1 number, but the U-Net of family SD1 has 25 blocks: give one for"
              + " each, with spaces between them.");

  private static Translation hole(String filled) {
    return new Translation(new EnglishPattern(filled), filled);
  }

  @Test
  void saysAllThatIsForPeople() {
    List<String> lacking =
        Stream.concat(
                TEXTS.stream()
                    .filter(SentencesTest::isForPeople)
                    .map(text -> SourceTexts.withHoles(text.text())),
                reasonsOfOptions())
            .distinct()
            .filter(text -> !isPart(text))
            .map(text -> FILLED.getOrDefault(text, text))
            .filter(text -> isEnglish(text) && isEnglish("X7 " + text))
            .map(text -> text.replace("X7", "{}"))
            .toList();

    assertThat(lacking).as("sentences without Chinese").isEmpty();
  }

  /** A sentence that nobody writes any more is translated in vain. */
  @Test
  void hasNothingThatNobodyWrites() {
    Set<String> written =
        Stream.concat(
                TEXTS.stream().map(Text::text).map(SourceTexts::withHoles), reasonsOfOptions())
            .flatMap(text -> Stream.of(text.split("X7")))
            .map(String::strip)
            .collect(Collectors.toSet());

    assertThat(
            PAIRS.stream()
                .map(Translation::english)
                .filter(
                    english ->
                        !english.fixed().stream()
                            .map(String::strip)
                            .filter(part -> part.indexOf(' ') > 0)
                            .allMatch(
                                part -> written.stream().anyMatch(text -> text.contains(part))))
                .map(EnglishPattern::toString))
        .as("pairs of sentences that are not written")
        .isEmpty();
  }

  @Test
  void tellsInChineseWhatItTellsInEnglish() {
    assertThat(PAIRS)
        .allSatisfy(
            pair ->
                assertThat(List.copyOf(Set.copyOf(pair.told())))
                    .as(pair.english().toString())
                    .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, pair.english().holes())
                            .filter(hole -> pair.english().hole(hole) != Hole.PLURAL)
                            .mapToObj(hole -> hole + 1)
                            .toList()));
  }

  @Test
  void namesSettingsThatHaveLabels() {
    assertThat(PAIRS.stream().flatMap(pair -> pair.settings().stream()).distinct())
        .allSatisfy(
            setting -> assertThat(Wording.labels("zh").of(setting)).as(setting).isPresent());
  }

  @Test
  void hasEachSentenceOnce() {
    assertThat(PAIRS.stream().map(pair -> pair.english().toString())).doesNotHaveDuplicates();
  }

  private static boolean isForPeople(Text text) {
    boolean isArgument = text.isFor(Pattern.compile("IllegalArgumentException"));
    return SEVERAL_WORDS.matcher(text.text()).find()
        && !FOR_OTHERS.containsKey(text.file())
        && !text.isIn("jdbc")
        && !text.file().endsWith("Meters.java")
        && !TEXTS_FOR_OTHERS.contains(text.text())
        && !text.isFor(FOR_OPERATORS)
        && (!isArgument || ARGUMENTS_OF_PEOPLE.contains(text.file()));
  }

  /** Whether pairs have it between their holes: another text goes on from it. */
  private static boolean isPart(String text) {
    return PAIRS.stream()
        .flatMap(pair -> pair.english().fixed().stream())
        .anyMatch(part -> part.strip().equals(text));
  }

  private static boolean isEnglish(String text) {
    String said = BOOK.say(text);
    return said.equals(text) || ENGLISH.matcher(NAMES.matcher(said).replaceAll("N")).find();
  }

  /** Why options of sd-scripts mean nothing here, or can't be followed. */
  private static Stream<String> reasonsOfOptions() {
    Path options =
        ROOT.resolve(
            "common/contracts/src/main/resources/dev/lorafoundry/contracts/settings/sdscripts/options.txt");
    List<String> reasons = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(options)) {
        if (line.startsWith("passed | ") || line.startsWith("refused | ")) {
          reasons.add(line.substring(line.indexOf('|') + 2));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reasons.stream();
  }
}
