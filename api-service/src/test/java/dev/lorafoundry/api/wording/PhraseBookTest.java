package dev.lorafoundry.api.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhraseBookTest {
  private static final Map<String, String> LABELS = Map.of("rank", "维度");

  private final PhraseBook book =
      book(
          "The file is empty.", "文件为空。",
          "{setting} '{}' is not allowed: use {}.", "{1}不能是“{2}”：请用{3}。",
          "The {phrase} '{}' is too deep: lower {words}.", "{1}“{2}”太深：请降低{3}。",
          "{} Given up after {} attempt{plural}.", "{1}尝试{2}次后放弃。",
          "It can't be read: {}.", "无法读取：{1}。",
          "There is no rank here. Choose another.", "没有{rank}。请另选。",
          "{setting} {} is low: take {}.", "{1} {2} 太低：请用 {3}。",
          "project", "项目",
          "{words} or {words}", "{1}或{2}");

  private static PhraseBook book(String... lines) {
    return new PhraseBook(
        Stream.iterate(0, i -> i < lines.length, i -> i + 2)
            .map(i -> new Translation(new EnglishPattern(lines[i]), lines[i + 1]))
            .toList(),
        setting -> Optional.ofNullable(LABELS.get(setting)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The file is empty.|文件为空。",
        "The file is empty. The file is empty.|文件为空。文件为空。",
        "rank '0' is not allowed: use 4 or 8.|“维度”不能是“0”：请用4或8。",
        "page 'x' is not allowed: use 1.|page不能是“x”：请用1。",
        "The project 'a b' is too deep: lower rank.|项目“a b”太深：请降低rank。",
        "The file is empty. Given up after 3 attempts.|文件为空。尝试3次后放弃。",
        "There is no rank here. Choose another.|没有“维度”。请另选。",
        "It can't be read: disk 7 is away.|无法读取：disk 7 is away。",
        "rank 4 is low: take project.|“维度” 4 太低：请用项目。",
        "rank project is low: take 8.|“维度”项目太低：请用 8。",
        "page 1 is low: take 2.|page 1 太低：请用 2。"
      })
  void saysWhatItKnows(String english, String chinese) {
    assertThat(book.say(english)).isEqualTo(chinese);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Something else happened.",
        "The file is empty, they said",
        "The river 'a' is too deep: lower rank.",
        "The project 'a' is too deep: lower it or cross.",
        "一只猫。"
      })
  void leavesWhatItDoesNotKnow(String text) {
    assertThat(book.say(text)).isEqualTo(text);
  }

  @Test
  void saysWhatItKnowsBesideWhatItDoesNot() {
    assertThat(book.say("The file is empty. It rains. The file is empty."))
        .isEqualTo("文件为空。It rains. 文件为空。");
    assertThat(book.say("It rains. The file is empty.")).isEqualTo("It rains. 文件为空。");
  }

  @Test
  void leavesWhatPeopleWroteAsItIs() {
    assertThat(book.say("rank 'The file is empty.' is not allowed: use 1."))
        .isEqualTo("“维度”不能是“The file is empty.”：请用1。");
    assertThat(book.say("The project 'project' is too deep: lower rank."))
        .isEqualTo("项目“project”太深：请降低rank。");
    assertThat(book.say("rank '{1}$1\\' is not allowed: use {2}."))
        .isEqualTo("“维度”不能是“{1}$1\\”：请用{2}。");
  }

  @Test
  void isNotKeptBusyByWhatPeopleWrote() {
    String sentence = "rank '%s' is not allowed: use 4 or 8.";
    List<String> texts =
        Stream.of("'", ". ", " or ", "The ", "rank ' is not allowed: use ", "A. B? C! ", "{phrase}")
            .map(part -> sentence.formatted(part.repeat(1_000)))
            .toList();

    assertThat(texts)
        .allSatisfy(
            text ->
                assertTimeout(
                    Duration.ofSeconds(2),
                    () -> Wording.ofAllLanguages().say(text, Locale.CHINESE)));
  }

  @Test
  void refusesAPatternWhoseHolesTouch() {
    assertThatThrownBy(() -> new EnglishPattern("The {}{} is empty."))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The {}{} is empty.");
  }

  static Stream<SettingDefinition> settings() {
    return Stream.of(
            SettingsCatalogue.TRAINING,
            SettingsCatalogue.PREPARATION,
            SettingsCatalogue.PREVIEW,
            SettingsCatalogue.LORA_TASK)
        .flatMap(catalogue -> catalogue.definitions().stream());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void saysWhatEachSettingAllows(SettingDefinition setting) {
    String given = "a\u0001" + "b".repeat(5_000);

    String said = Wording.ofAllLanguages().say(refusal(setting, given), Locale.CHINESE);

    assertThat(said)
        .doesNotContain("is not allowed")
        .startsWith("“" + Wording.labels("zh").of(setting.name()).orElseThrow() + "”不能是“");
    assertThat(said.substring(said.lastIndexOf('”')))
        .doesNotContainPattern("\\b(?:use|from|above|characters|number|one of|true or)\\b");
  }

  private static String refusal(SettingDefinition setting, String given) {
    try {
      setting.parse(given);
    } catch (InvalidSettings refused) {
      return refused.problems().stream().map(SettingProblem::message).findFirst().orElseThrow();
    }
    throw new AssertionError(setting.name() + " takes anything");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rank '0' is not allowed: use a whole number from 1 up to 1024."
            + "|“网络维度 (Rank)”不能是“0”：请用 1 到 1024 的整数。",
        "beta1 is not used with optimizer SGDNesterov (2 of 4 jobs).|“Beta 1”不起作用：优化器为 SGDNesterov（4 个任务中的 2 个）。",
        "Can't pause training/7: it is done. That is possible while it is queued or running."
            + "|无法对 training/7 执行“暂停”，它目前的状态是已完成：只有状态为等待中或进行中时才可以。",
        "The body is no valid JSON at line 3, column 4: correct it there."
            + "|请求内容不是有效的 JSON（第 3 行，第 4 列）：请更正。",
        "--network_dim (line 3 of the TOML): rank '0' is not allowed: use a whole number from 1 up to 1024."
            + "|--network_dim（TOML 第 3 行）：“网络维度 (Rank)”不能是“0”：请用 1 到 1024 的整数。",
        "--dim (line 1, column 7): rank '0' is not allowed: use a whole number from 1 up to 1024."
            + "|--dim（第 1 行第 7 列）：“网络维度 (Rank)”不能是“0”：请用 1 到 1024 的整数。",
        "dora outputs is not allowed with network LoKr: choose dora off, or network LoRA."
            + "|“网络类型”为 LoKr 时“DoRA”不能是 outputs：请把“DoRA”设为 off，或把“网络类型”设为 LoRA。",
        "The grid has 900 combinations, at most 500 are allowed: give fewer values, or start several runs."
            + "|网格有 900 种组合，最多允许 500 种：请减少取值，或分几次训练。",
        "The mask is no longer stored: upload it again.|蒙版已不存在：请重新上传。",
        "The version 'v1' can't be deleted: 2 of its jobs, previews or other tasks wait or are under way. Cancel them, or wait for their end. Besides, its checkpoints are part of v2. Archive it instead, or delete those first."
            + "|版本“v1”不能删除：它有 2 个任务、预览或其他工作在等待或进行中。请取消它们，或等它们结束。此外，它的检查点仍被 v2 使用。请改为归档，或先删除它们。",
        "vae abc is not allowed: use the id of a VAE that is registered with this service."
            + "|“外挂 VAE”（abc）无效：请用本服务已登记的 VAE 的 id。",
        "blockRanks 4 x 8 is not allowed: use whole numbers from 0 up to 1024, with spaces between them."
            + "|“分层维度”（4 x 8）无效：请用 0 到 1024 的整数，以空格分隔。",
        "randomCrop true needs pictures from which nothing was cut off: switch keepOverflow of the preparation on and prepare the pictures again, or leave randomCrop out."
            + "|“随机裁剪”需要没有裁掉任何部分的图片：请开启预处理的“保留超出部分”并重新预处理图片，或关闭“随机裁剪”。",
        "Left out: --output_dir. Files are stored by the service, named after project and version, and downloaded from there."
            + "|已忽略：--output_dir。文件由服务存储，以项目和版本命名，并从那里下载。"
      })
  void saysSentencesOfTheService(String english, String chinese) {
    assertThat(Wording.ofAllLanguages().say(english, Locale.CHINESE)).isEqualTo(chinese);
    assertThat(Wording.ofAllLanguages().say(english, Locale.ENGLISH)).isEqualTo(english);
  }
}
