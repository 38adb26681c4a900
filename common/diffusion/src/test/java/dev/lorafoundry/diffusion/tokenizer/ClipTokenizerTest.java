package dev.lorafoundry.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.diffusion.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class ClipTokenizerTest {
  private static final String CLIP = "misc/bpe_simple_vocab_16e6.txt.gz";
  private static final Vocabulary SMALL =
      Vocabulary.ofMerges(List.of("r e", "re d</w>", "c a", "ca t</w>"));

  private final ClipTokenizer tokenizer = new ClipTokenizer(SMALL);

  @Test
  void mergesPairsInTheirOrder() {
    assertThat(tokenizer.encode("Red  CAT"))
        .containsExactly(SMALL.id("red</w>"), SMALL.id("cat</w>"));
    assertThat(tokenizer.encode("care"))
        .containsExactly(SMALL.id("ca"), SMALL.id("r"), SMALL.id("e</w>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"日本語", "😀", "naïve", "\u0000", "a\tb", "<script>", "1girl, (solo:1.2)"})
  void encodesAnyText(String text) {
    assertThat(tokenizer.encode(text)).allMatch(id -> id >= 0 && id < tokenizer.size() - 2);
  }

  @Test
  void marksAreTheLastTwoIds() {
    assertThat(tokenizer.start()).isEqualTo(tokenizer.size() - 2);
    assertThat(tokenizer.end()).isEqualTo(tokenizer.size() - 1);
    assertThat(tokenizer.size()).isEqualTo(2 * 256 + 4 + 2);
  }

  @Test
  void vocabularySurvivesItsFile() {
    byte[] json = SMALL.toJson().getBytes(StandardCharsets.UTF_8);

    assertThat(Vocabulary.readJson(new ByteArrayInputStream(json))).isEqualTo(SMALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"model\": {}}", "no json"})
  void refusesFileThatIsNoVocabulary(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Vocabulary.readJson(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsOpenAisListOfMerges() throws IOException {
    byte[] packed = packed("#version: 0.2\nr e\nre d</w>\nc a\nca t</w>\n");

    assertThat(Vocabulary.readMerges(new ByteArrayInputStream(packed))).isEqualTo(SMALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#version: 0.2\n", "#version\n\n", "#version\na b c\n", "#v\nab\n"})
  void refusesListThatHoldsNoMerges(String content) throws IOException {
    byte[] packed = packed(content);

    assertThatThrownBy(() -> Vocabulary.readMerges(new ByteArrayInputStream(packed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("list of merges");
  }

  @Test
  void refusesListThatIsCutOffOrUnpacksWithoutEnd() throws IOException {
    byte[] packed = packed("#version: 0.2\nr e\nre d</w>\n");
    byte[] cut = Arrays.copyOf(packed, packed.length - 9);
    assertThatThrownBy(() -> Vocabulary.readMerges(new ByteArrayInputStream(cut)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged or cut off");

    byte[] bomb = packed("x".repeat(20 << 20));
    assertThatThrownBy(() -> Vocabulary.readMerges(new ByteArrayInputStream(bomb)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than the 16777216 bytes");
  }

  @Test
  void encodesAsTheReferenceDoesWithClipsVocabulary() throws IOException {
    ClipTokenizer clip = clip();
    SoftAssertions all = new SoftAssertions();

    for (JsonNode each : Fixtures.json("misc/tokenizer.json").path("cases")) {
      String text = each.path("text").asString();
      all.assertThat(clip.encode(text)).as(text).isEqualTo(ids(each.path("ids")));
    }

    all.assertAll();
  }

  @Test
  void laysOutChunksAsTheReferenceDoes() throws IOException {
    ClipTokenizer clip = clip();
    SoftAssertions all = new SoftAssertions();

    for (JsonNode each : Fixtures.json("misc/tokenizer.json").path("chunks")) {
      List<Integer> ids = clip.encode(each.path("text").asString());
      TokenChunks.Layout layout =
          new TokenChunks.Layout(clip.start(), clip.end(), each.path("pad").asInt());
      for (int length : new int[] {75, 150, 225}) {
        List<List<Integer>> expected = new ArrayList<>();
        each.path(Integer.toString(length)).forEach(row -> expected.add(ids(row)));
        all.assertThat(TokenChunks.of(layout, ids, length).ids())
            .as("%s, %d, pad %d", each.path("text"), length, layout.pad())
            .isEqualTo(expected);
      }
    }

    all.assertAll();
  }

  @Test
  void aSingleChunkKeepsAFirstTokenThatIsThePadding() {
    TokenChunks.Layout layout = TokenChunks.Layout.openClip(tokenizer);

    List<Integer> chunk = TokenChunks.of(layout, List.of(0, 5), 75).ids().get(0);

    assertThat(chunk).startsWith(tokenizer.start(), 0, 5, tokenizer.end(), 0).endsWith(0);
  }

  private static ClipTokenizer clip() throws IOException {
    try (InputStream in = Files.newInputStream(Fixtures.optional(CLIP))) {
      return new ClipTokenizer(Vocabulary.readMerges(in));
    }
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<Integer> ids(JsonNode list) {
    List<Integer> ids = new ArrayList<>();
    list.forEach(id -> ids.add(id.asInt()));
    return ids;
  }
}
