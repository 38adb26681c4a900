package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {
  @Test
  void classifiesEveryOptionOfSdScripts() throws IOException {
    List<String> names = namesOfSdScripts();

    assertThat(names).hasSize(196).doesNotHaveDuplicates();
    assertThat(ownNames()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void saysInASentenceWhatBecomesOfEach() {
    assertThat(Options.ALL.all())
        .allSatisfy(option -> assertThat(option.reason()).as(option.name()).matches("[A-Z].+\\."));
  }

  @Test
  void knowsEveryOptionThatASettingNames() {
    assertThat(ownNames()).containsAll(Bindings.ALL.options());
  }

  @Test
  void everySwitchOfAChoiceNamesOneOfIts() {
    for (Option option : Options.ALL.all()) {
      for (Target target : Bindings.ALL.of(option.name())) {
        boolean choice = target.definition().type().isEnum();
        if (option.form() == Option.Form.FLAG
            && choice
            && Translator.meaning(option.name()).isEmpty()) {
          assertThat(target.definition().choices())
              .as("a choice for --%s", option.name())
              .anyMatch(option.name()::endsWith);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "learning_rat, learning_rate",
    "learning-rate, learning_rate",
    "network_rank, network_dim",
    "lr, learning_rate",
    "lr_warmup_step, lr_warmup_steps",
    "optimiser_type, optimizer_type",
    "caption_extenstion, caption_extension",
    "epochs, max_train_epochs",
  })
  void findsWhatSomebodyMeant(String given, String meant) {
    assertThat(Options.ALL.nearest(given)).contains(meant);
  }

  @Test
  void theMisspeltNameThatSdScriptsItselfHasIsKnown() {
    assertThat(Options.ALL.find("caption_extention")).isPresent();
  }

  private static List<String> ownNames() {
    return Options.ALL.all().stream()
        .map(Option::name)
        .filter(name -> Options.ALL.ofCommand(name).isPresent())
        .toList();
  }

  private static List<String> namesOfSdScripts() throws IOException {
    try (InputStream file = OptionsTest.class.getResourceAsStream("/sdscripts/options.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
