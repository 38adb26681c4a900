package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.Setting;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of every kind are found by what they say of themselves. */
final class StructuredSettingsTest {
  private record Example(
      @Setting(help = "", sdScripts = "network_args conv_dim", min = 1) @Nullable Integer convRank,
      @Setting(help = "", sdScripts = "network_args block_dims") String blockRanks,
      @Setting(help = "", sdScripts = "network_args down_lr_weight") List<Double> downWeights,
      @Setting(help = "", sdScripts = "optimizer_args betas") @Nullable Double first,
      @Setting(help = "", sdScripts = "optimizer_args betas") @Nullable Double second,
      @Setting(help = "", sdScripts = "optimizer_args betas") @Nullable Double third,
      @Setting(help = "", sdScripts = "optimizer_args decouple") boolean decouple,
      @Setting(help = "", sdScripts = "lr_scheduler_args step_rules") String stepRules,
      @Setting(help = "", sdScripts = "shuffle_caption") boolean shuffle,
      @Setting(help = "", sdScripts = "caption_extension") String extension,
      @Setting(help = "", sdScripts = "caption_separator") String separator,
      @Setting(help = "", sdScripts = "text_encoder_lr") double textRate,
      @Setting(help = "", sdScripts = "noise_offset", above = 0) @Nullable Double offset) {}

  private static final Bindings BINDINGS =
      new Bindings().add(Part.TRAINING, SettingDefinition.allOf(Example.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--network_args conv_dim=8            | {convRank=8}",
        "--network_args conv_dim=8 block_dims=2,4,8 | {convRank=8, blockRanks=2,4,8}",
        "--network_args down_lr_weight=1,0.5,0 | {downWeights=[1.0, 0.5, 0.0]}",
        "--optimizer_args betas=0.9,0.99      | {first=0.9, second=0.99}",
        "--optimizer_args 'betas=(0.9, 0.99, 0.999)' | {first=0.9, second=0.99, third=0.999}",
        "--optimizer_args decouple=True betas=0.9,0.99 | {decouple=true, first=0.9, second=0.99}",
        "--lr_scheduler_args step_rules=1:10,0.1:20,0.01 | {stepRules=1:10,0.1:20,0.01}",
        "--lr_scheduler_args step_rules=\"'1:10,0.1'\" | {stepRules=1:10,0.1}",
        "--shuffle_caption                    | {shuffle=true}",
        "--caption_extention=.tags            | {extension=.tags}",
        "--caption_separator \", \"           | {separator=,}",
        "--text_encoder_lr 1e-5 2e-5          | {textRate=1.0E-5}",
        "--noise_offset=0                     | {offset=}",
        "--noise_offset .1                    | {offset=0.1}",
      })
  void finds(String arguments, String settings) {
    Translation translation = translate(arguments);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).hasToString(settings);
  }

  @Test
  void saysThatFurtherValuesAreNotUsed() {
    assertThat(translate("--text_encoder_lr 1e-5 2e-5").notes())
        .singleElement()
        .asString()
        .contains("only the first of its values is used");
  }

  @Test
  void refusesWhatShapesAnOptionThatASettingTakes() {
    assertThat(translate("--noise_offset_random_strength").problems()).hasSize(1);
    assertThat(translate("--huber_c 0.2").problems()).isEmpty();
    assertThat(translate("--huber_c 0.2").notes()).hasSize(1);
  }

  @Test
  void settingsHoldAgainstTheTable() {
    assertThat(translate("--noise_offset 1e-40000").problems()).hasSize(1);
    assertThat(Options.ALL.find("noise_offset").orElseThrow().verdict()).isEqualTo(Verdict.REFUSED);
  }

  private static Translation translate(String arguments) {
    return SdScripts.translate(arguments, Config.NONE, BINDINGS);
  }
}
