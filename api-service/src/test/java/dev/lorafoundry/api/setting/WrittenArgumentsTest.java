package dev.lorafoundry.api.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenArgumentsTest {
  @Test
  void readsAConfigurationFile() {
    Translation translation =
        toml(
            """
            # my settings
            pretrained_model_name_or_path = "/models/a.safetensors"
            [network]
            network_dim = 16
            network_alpha = 8.5
            [optimizer]
            optimizer_type = "AdamW"
            optimizer_args = [ "weight_decay=0.05",
                               "betas=0.9,0.95" ]
            learning_rate = 1e-4
            lr_warmup_steps = "10%"
            xformers = true
            """);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("rank", 16)
        .containsEntry("alpha", 8.5)
        .containsEntry("weightDecay", 0.05)
        .containsEntry("learningRate", 1e-4)
        .containsEntry("warmup", 0.1);
  }

  @Test
  void readsTheDescriptionOfADataset() {
    Translation translation =
        toml(
            """
            [general]
            enable_bucket = true
            [[datasets]]
            resolution = [768, 512]
            batch_size = 4
              [[datasets.subsets]]
              image_dir = '/pictures/a'
              num_repeats = 10
            """);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("batchSize", 4);
    assertThat(translation.preparation())
        .containsEntry("width", 768)
        .containsEntry("height", 512)
        .containsEntry("repeats", 10)
        .containsEntry("enableBucket", true);
    assertThat(translation.notes()).anyMatch(note -> note.contains("upload the pictures"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seed = 1;seed = 2        | line 2",
        "seed = 1;rank            | line 2",
        "seed = SECRET            | line 1",
        "seed = \"SECRET          | line 1",
        "[a;seed = 1              | line 1",
        "seed = 1;[[datasets;]]   | line 2",
        "seed = 1;seed.a = 2      | line 2",
      })
  void saysInWhichLineAMistakeStands(String lines, String line) {
    Translation translation = toml(lines.replace(';', '\n'));

    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("argumentsToml");
              assertThat(problem.message()).contains("can't be read at " + line);
            });
    assertThat(translation.toString()).doesNotContain("SECRET");
  }

  @Test
  void namesTheLineOfAnOptionThatIsWrong() {
    assertThat(toml("seed = 1\n\n  learning_rat = 2\n").problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("--learning_rat (line 3 of the TOML): did you mean --learning_rate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "[", "{a=", "[a.", "seed=\""})
  void refusesTextsThatAreMadeToExhaustIt(String part) {
    assertThat(toml("a=" + part.repeat(90_000 / part.length())).problems()).isNotEmpty();
    assertThat(toml(part.repeat(90_000 / part.length()) + "=1").problems()).isNotEmpty();
    assertThat(toml("a.".repeat(40_000) + "a=1").problems()).isNotEmpty();
  }

  @Test
  void refusesTextsThatAreTooLong() {
    assertThat(new WrittenArguments("x".repeat(20_001), "#".repeat(100_001)).translate().problems())
        .extracting(problem -> problem.message())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("arguments has 20,001 characters"),
            second -> assertThat(second).startsWith("argumentsToml has 100,001 characters"));
  }

  @Test
  void answersWhateverIsWritten() {
    List<String> pieces =
        List.of(
            "--",
            "seed",
            "learning_rate",
            "optimizer_args",
            "network_args",
            "betas=",
            "resolution",
            "use_8bit_adam",
            "unet_lr",
            "mixed_precision",
            "datasets",
            "subsets",
            "general",
            "=",
            " ",
            "\n",
            "'",
            "\"",
            "\\",
            "#",
            "[",
            "]",
            "{",
            "}",
            ",",
            ".",
            "1",
            "0",
            "-",
            "1e9999",
            "10%",
            "True",
            "None",
            "x.py",
            "inf",
            "2020-01-01",
            "\u0000",
            "\ud800",
            "🐈");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text =
          IntStream.range(0, random.nextInt(25))
              .mapToObj(each -> pieces.get(random.nextInt(pieces.size())))
              .collect(Collectors.joining());

      assertThat(new WrittenArguments(text, text).translate()).as(text).isNotNull();
    }
  }

  @Test
  void tellsProblemsOfBoth() {
    assertThat(new WrittenArguments("--seed", "seed").translate().problems())
        .extracting(problem -> problem.setting())
        .containsExactly("argumentsToml", "arguments");
  }

  private static Translation toml(String text) {
    return new WrittenArguments("", text).translate();
  }
}
