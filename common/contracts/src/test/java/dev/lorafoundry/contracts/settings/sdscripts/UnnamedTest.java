package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of options that a whole training does not name. */
final class UnnamedTest {
  @Test
  void saysWhatSdScriptsTakesForOptionsThatACommandDoesNotName() {
    Translation whole = translate("python train_network.py --network_dim 8 --optimizer_type Lion");
    Translation some = translate("--network_dim 8 --optimizer_type Lion");

    assertThat(whole.notes())
        .anyMatch(
            note ->
                note.contains(
                    "sd-scripts takes --network_alpha 1 --learning_rate 2e-6 --lr_scheduler constant --max_train_steps 1600 --mixed_precision no --save_precision float for them"));
    assertThat(some.notes()).isEmpty();
  }

  @Test
  void saysNothingOfDefaultsWhereOthersAreNamedForThem() {
    assertThat(
            translate(
                    """
                    train_network.py --dim_from_weights --use_8bit_adam --unet_lr 1e-4
                    --network_train_unet_only --max_train_epochs 4 --lr_scheduler cosine
                    --save_precision bf16
                    """)
                .notes())
        .anyMatch(note -> note.contains("sd-scripts takes --mixed_precision no for them"));
  }

  @Test
  void saysNothingOfRatesThatAdafactorDoesNotTake() {
    String adafactor = "train_network.py --optimizer_type Adafactor --network_dim 4";

    assertThat(translate(adafactor).notes())
        .anyMatch(note -> note.contains("--network_alpha 1 --max_train_steps 1600"));
    assertThat(translate(adafactor + " --optimizer_args relative_step=False").notes())
        .anyMatch(note -> note.contains("--learning_rate 2e-6 --lr_scheduler constant"));
  }

  @Test
  void aCommandNamesWhatItsFileNames() {
    Map<String, Object> file =
        Map.of(
            "network_dim",
            16,
            "network_alpha",
            8,
            "optimizer_type",
            "AdamW8bit",
            "learning_rate",
            1e-4,
            "cache_latents",
            true,
            "save_precision",
            "fp16",
            "max_train_steps",
            800);

    Translation translation =
        SdScripts.translate(
            "accelerate launch train_network.py --config_file x.toml --lr_scheduler cosine",
            new Config(file, Map.of()));

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes())
        .contains("Left out: --config_file. The TOML beside it is taken for the file's content.")
        .anyMatch(note -> note.contains("sd-scripts takes --mixed_precision no for them"))
        .noneMatch(note -> note.contains("--cache_latents"));
  }

  @Test
  void aFileOfAWholeTrainingIsToldWhatItDoesNotName() {
    Map<String, Object> whole =
        Map.of("pretrained_model_name_or_path", "/a.safetensors", "network_dim", 16);

    assertThat(SdScripts.translate("", new Config(whole, Map.of())).notes())
        .anyMatch(note -> note.contains("--optimizer_type AdamW --learning_rate 2e-6"))
        .anyMatch(note -> note.startsWith("--cache_latents is not named: "));
    assertThat(SdScripts.translate("", new Config(Map.of("network_dim", 16), Map.of())).notes())
        .isEmpty();
  }
}
