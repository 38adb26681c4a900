package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of which a command has the beginning alone. */
final class AbbreviatedOptionsTest {
  @Test
  void takesTheBeginningOfOneOption() {
    Translation translation = translate("--max_train_epoch 50 --unet=1e-4 --shuffle --seed 1");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("epochs", 50)
        .containsEntry("unetLearningRate", 1e-4)
        .containsEntry("shuffleCaption", true);
    assertThat(translation.notes())
        .contains(
            "--max_train_epoch (line 1, column 1) is taken for --max_train_epochs, the only option that begins so, as in sd-scripts.");
  }

  @ParameterizedTest
  @CsvSource({
    "--network 1, There is no option --network",
    "--alpha 16, did you mean --network_alpha?",
    "--dim 16, did you mean --network_dim?",
    "--epoch 1, did you mean --max_train_epochs?"
  })
  void takesNoBeginningOfSeveralOptionsNorOfAnother(String arguments, String sentence) {
    assertThat(translate(arguments).problems()).singleElement().asString().contains(sentence);
  }
}
