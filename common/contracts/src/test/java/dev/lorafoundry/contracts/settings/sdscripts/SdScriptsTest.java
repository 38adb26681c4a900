package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.StartSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SdScriptsTest {
  @Test
  void translatesACommandThatWasCopiedAsAWhole() {
    Translation translation =
        translate(
            """
            accelerate launch --num_cpu_threads_per_process 1 ./sd-scripts/train_network.py \\
              --pretrained_model_name_or_path="/models/a model.safetensors" \\
              --train_data_dir ./pictures --resolution 512,768 \\
              --network_module=networks.lora --network_dim 32 --network_alpha=16 \\
              --learning_rate 1e-4 --unet_lr=1e-4 --text_encoder_lr 5e-5 \\
              --optimizer_type adamw --optimizer_args "betas=0.9,0.95" weight_decay=0.1 \\
              --lr_scheduler="cosine" --lr_warmup_steps=10% \\
              --max_train_epochs 10 --train_batch_size 2 --seed 42 \\
              --mixed_precision bf16 --xformers --cache_latents --network_train_unet_only
            """);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("rank", 32)
        .containsEntry("alpha", 16.0)
        .containsEntry("learningRate", 1e-4)
        .containsEntry("textEncoderLearningRate", 5e-5)
        .containsEntry("optimizer", "AdamW")
        .containsEntry("beta1", 0.9)
        .containsEntry("beta2", 0.95)
        .containsEntry("weightDecay", 0.1)
        .containsEntry("scheduler", "cosine")
        .containsEntry("warmup", 0.1)
        .containsEntry("epochs", 10)
        .containsEntry("batchSize", 2)
        .containsEntry("seed", 42L)
        .containsEntry("precision", "bf16")
        .containsEntry("train", "unet_only")
        .containsEntry("cacheLatents", true);
    assertThat(translation.preparation()).containsEntry("width", 512).containsEntry("height", 768);
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).network().rank())
        .isEqualTo(32);
    assertThat(translation.notes())
        .anyMatch(note -> note.startsWith("Left out: --pretrained_model_name_or_path. "))
        .anyMatch(note -> note.startsWith("Left out: --xformers. "))
        .noneMatch(note -> note.contains("cache_latents"))
        .anyMatch(note -> note.contains("--resolution") && note.contains("preparation"));
  }

  @Test
  void namesWhatItPassedOver() {
    Translation translation = translate("--v_parameterization --xformers --network_dim 8");

    assertThat(translation.leftOut()).containsExactlyInAnyOrder("v_parameterization", "xformers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python .\\train_network.py ^\n --seed 1",
        "accelerate launch --mixed_precision bf16 `\n sd-scripts\\sdxl_train_network.py --seed 1",
        "python 'C:\\my scripts\\train_network.py' --seed 1",
      })
  void knowsTheScriptInAPathOfWindows(String command) {
    Translation translation = translate(command);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("seed", 1L));
  }

  @Test
  void takesNoValueForTheScript() {
    Translation translation =
        translate("--network_dim 8 --training_comment train_network.py --seed 1");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsEntry("rank", 8).containsEntry("seed", 1L);
  }

  @Test
  void aSwitchThatIsOffMeansTheDefault() {
    Config off = new Config(Map.of("network_train_unet_only", false), Map.of());

    assertThat(SdScripts.translate("", off).training()).containsEntry("train", "both");
    assertThat(SdScripts.translate("--network_train_text_encoder_only", off))
        .satisfies(
            translation -> {
              assertThat(translation.training()).containsEntry("train", "text_encoder_only");
              assertThat(translation.notes()).isEmpty();
            });
  }

  @Test
  void tellsAtMostFiftyProblems() {
    assertThat(translate("--unknown_option ".repeat(10)).problems()).hasSize(10);
    assertThat(translate("--unknown_option ".repeat(5_000)).problems()).hasSize(50);
  }

  @Test
  void nothingGivenMeansNothing() {
    for (String nothing : new String[] {"", "  \n ", "# only a comment", "\\"}) {
      Translation translation = translate(nothing);

      assertThat(translation.training()).isEmpty();
      assertThat(translation.notes()).isEmpty();
      assertThat(translation.problems()).isEmpty();
    }
  }

  @Test
  void oneNumberOfTheResolutionMeansASquare() {
    assertThat(translate("--resolution=768").preparation())
        .containsExactlyInAnyOrderEntriesOf(Map.of("width", 768, "height", 768));
  }

  @Test
  void zeroSwitchesOffWhatHasNoZero() {
    assertThat(translate("--min_snr_gamma 0").training()).containsEntry("minSnrGamma", "");
    assertThat(translate("--noise_offset 0 --adaptive_noise_scale 0").training())
        .containsEntry("noiseOffset", "")
        .containsEntry("adaptiveNoiseScale", "");
    assertThat(translate("--optimizer_args weight_decay=None").training())
        .containsEntry("weightDecay", "");
  }

  @Test
  void takesOptionsOfScheduleLossAndNoise() {
    Translation translation =
        translate(
            """
            --lr_scheduler warmup_stable_decay --lr_decay_steps 20% --lr_scheduler_min_lr_ratio 0.1
            --lr_scheduler_num_cycles 2 --lr_scheduler_power 1.5 --lr_scheduler_timescale 100
            --loss_type smooth_l1 --huber_schedule exponential --huber_c 0.2 --huber_scale 2
            --debiased_estimation_loss --v_pred_like_loss 0
            --noise_offset 0.05 --noise_offset_random_strength --adaptive_noise_scale 0.005
            --multires_noise_iterations 6 --multires_noise_discount 0.4
            --ip_noise_gamma=0 --ip_noise_gamma_random_strength --zero_terminal_snr
            """);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training())
        .containsEntry("scheduler", "warmup_stable_decay")
        .containsEntry("decaySteps", 0.2)
        .containsEntry("minLrRatio", 0.1)
        .containsEntry("numCycles", 2)
        .containsEntry("power", 1.5)
        .containsEntry("timescale", 100)
        .containsEntry("lossType", "smooth_l1")
        .containsEntry("huberSchedule", "exponential")
        .containsEntry("huberC", 0.2)
        .containsEntry("huberScale", 2.0)
        .containsEntry("debiasedEstimation", true)
        .containsEntry("vPredictionLikeLoss", "")
        .containsEntry("noiseOffset", 0.05)
        .containsEntry("noiseOffsetRandomStrength", true)
        .containsEntry("adaptiveNoiseScale", 0.005)
        .containsEntry("multiresNoiseIterations", 6)
        .containsEntry("multiresNoiseDiscount", 0.4)
        .containsEntry("ipNoiseGamma", "")
        .containsEntry("ipNoiseGammaRandomStrength", true)
        .containsEntry("zeroTerminalSnr", true)
        .hasSize(20);
    assertThat(translate("--scale_v_pred_loss_like_noise_pred").training())
        .containsEntry("scaleVPrediction", true);
  }

  @Test
  void takesLorasToBeginWithByTheirIds() {
    String id = "0b1c2d3e-0000-4000-8000-00000000000a";
    Translation translation =
        translate(
            "--network_weights %s --dim_from_weights --base_weights %s %s --base_weights_multiplier 0.5 1 --vae %s"
                .formatted(id, id, id, id));

    assertThat(translation.problems()).isEmpty();
    StartSettings start = SettingsCatalogue.TRAINING.read(translation.training()).start();
    assertThat(start).isEqualTo(new StartSettings(id, true, id + " " + id, "0.5 1", id));
  }

  @Test
  void saysWhatToGiveForTheFileOfAVae() {
    assertThat(translate("--vae /models/vae-ft-mse-840000.safetensors").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("--vae"));
  }

  @Test
  void takesOptionsOfCaptions() {
    Translation translation =
        translate(
            """
            --caption_prefix "photo of" --caption_suffix=", 4k" --caption_separator=";"
            --secondary_separator "+++" --keep_tokens 2 --keep_tokens_separator "|||"
            --shuffle_caption --enable_wildcard --caption_dropout_rate 0.1
            --caption_dropout_every_n_epochs 5 --caption_tag_dropout_rate .2
            --token_warmup_min 3 --token_warmup_step 0.5 --weighted_captions
            """);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).captions())
        .isEqualTo(
            new CaptionSettings(
                "photo of", ", 4k", ";", "+++", 2, "|||", true, true, 0.1, 5, 0.2, 3, 0.5, true));
  }

  @Test
  void aSpaceMayStandBetweenTags() {
    assertThat(translate("--caption_separator \" \"").training())
        .containsOnly(Map.entry("captionSeparator", " "));
    assertThat(translate("--caption_separator \"\" --caption_prefix=").training()).isEmpty();
  }

  @Test
  void aRateOfZeroTrainsTheOtherPartOnly() {
    Translation translation = translate("--text_encoder_lr 0 --unet_lr 1e-4");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("train", "unet_only")
        .containsEntry("unetLearningRate", 1e-4)
        .hasSize(2);
    assertThat(translate("--unet_lr=0.0").training()).containsEntry("train", "text_encoder_only");
  }

  @Test
  void theLastOneHoldsAndANoteSaysSo() {
    Translation translation = translate("--seed 1 --seed 2 --network_dim 8 --network_dim 8");

    assertThat(translation.training()).containsEntry("seed", 2L).containsEntry("rank", 8);
    assertThat(translation.notes())
        .containsExactly(
            "--seed is given at line 1, column 1 and at line 1, column 10: the latter holds.");
  }

  @Test
  void takesALengthInSteps() {
    Translation translation = translate("--max_train_steps 1600");

    assertThat(translation.training()).containsExactly(entry("maxSteps", 1600));
    assertThat(SettingsCatalogue.TRAINING.read(translation.training()).loop().maxSteps())
        .isEqualTo(1600);
  }

  @Test
  void savesAfterStepsAloneWhereNoEpochsAreNamed() {
    Translation alone = translate("--save_every_n_steps 100 --save_last_n_steps 300");
    Translation both = translate("--save_every_n_steps 100 --save_every_n_epochs 2");

    assertThat(alone.problems()).isEmpty();
    assertThat(alone.training())
        .containsOnly(entry("saveEverySteps", 100), entry("saveEveryEpochs", 0));
    assertThat(alone.notes())
        .anyMatch(note -> note.contains("none after epochs (saveEveryEpochs 0)"))
        .anyMatch(note -> note.contains("--save_last_n_steps") && note.contains("(keep)"));
    assertThat(both.training())
        .containsOnly(entry("saveEverySteps", 100), entry("saveEveryEpochs", 2));
    assertThat(both.notes()).isEmpty();
  }

  @Test
  void epochsOverrideSteps() {
    Translation translation = translate("--max_train_steps 1600 --max_train_epochs 4");

    assertThat(translation.training()).containsExactly(entry("epochs", 4), entry("maxSteps", ""));
    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).singleElement().asString().contains("--max_train_steps");
  }

  @Test
  void passesByValuesThatChangeNothing() {
    Translation translation =
        translate("--network_module networks.lora --save_model_as safetensors --resume= --vae ''");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--learning_rate 0        | learningRate '0' is not allowed: use a number above 0",
        "--learning_rate          | --learning_rate (line 1, column 1) has no value",
        "--learning_rate --seed 1 | --learning_rate (line 1, column 1) has no value",
        "--learning_rate 1e-4,2e-4 | learningRate '1e-4,2e-4' is not allowed",
        "--network_dim 1.5        | rank '1.5' is not allowed: use a whole number",
        "--learning_rte 1         | did you mean --learning_rate?",
        "--weightDecay 0.1        | did you mean --optimizer_args weight_decay?",
        "--captoin_extention .txt | did you mean --caption_extention?",
        "--=1                     | There is no option -- (line 1, column 1): see the page",
        "--xformers maybe         | The word at line 1, column 12 belongs to no option",
        "--xformers=maybe         | --xformers (line 1, column 1) is a switch",
        "--lr_warmup_steps 100%   | warmup '100%' is not allowed",
        "--optimizer_args betas=0.9 | it sets beta1 and beta2",
        "--optimizer_args betas=lion,0.9 | has a value that Python would not read: use a number",
        "--optimizer_args weight_decy=1 | has key weight_decy that no setting takes: did you mean weight_decay?",
        "--optimizer_args weight_decay | write its values as key=value",
        "--network_args hyper_sizes=2 | has key hyper_sizes that no setting takes: known are",
        "--network_args algo=glora | network 'glora' is not allowed: use one of LoRA, LoHa, LoKr",
        "--network_args factor=0x8 | lokrFactor '0x8' is not allowed",
        "--network_args rs_lora=True | can't be followed. LoRA, LoHa and LoKr are trained without it",
        "--network_args dora_wd=yes | dora 'yes' is not allowed: use one of off, inputs, outputs",
        "--network_args dora_wd=True wd_on_output=x | dora 'x' is not allowed: use one of off",
        "--resume /a/b            | can't be followed. A training starts at its beginning",
        "--config_file a.toml     | give the content of the file as TOML",
        "--network_module networks.oft | LoRA, LoHa and LoKr are trained here: use networks.lora",
        "python flux_train_network.py --seed 1 | starts flux_train_network.py, not",
        "--unet_lr 0 --text_encoder_lr 0 | it contradicts --network_train",
        "--network_train_unet_only --network_train_text_encoder_only | it contradicts --network_train",
        "--optimizer_type AdamW --lr_scheduler adafactor | only Adafactor with relative steps has it",
        "--optimizer_type Adafactor --optimizer_args relative_step=False --lr_scheduler adafactor:1e-3 | only Adafactor with relative steps has it",
        "--seed 'x                | The quote ' at line 1, column 8 is not closed",
        "stray --seed 1           | The word at line 1, column 1 belongs to no option",
      })
  void refuses(String arguments, String sentence) {
    assertThat(translate(arguments).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.setting()).isEqualTo("arguments");
              assertThat(problem.message()).contains(sentence);
            });
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(translate("--seed -5 --learning_rte 1 --resume x --network_dim 0").problems())
        .extracting(SettingProblem::given)
        .containsExactlyInAnyOrder("--seed", "--learning_rte", "--resume", "--network_dim");
  }

  @ParameterizedTest
  @CsvSource({
    "--wandb_api_key SECRET",
    "--wandb_api_key=SECRET --wandb_api_key SECRET2",
    "--huggingface_token SECRET",
    "--hf_token SECRET",
    "--wandb_key=SECRET",
    "--wandb_api_key:SECRET",
    "-wandb_api_key SECRET",
    "SECRET",
    "--xformers=SECRET",
    "--resume SECRET",
    "--network_args SECRET",
    "--network_args SECRET+=x",
    "--optimizer_args betas=SECRET",
    "--wandb_api_key 'SECRET",
  })
  void neverRepeatsSecrets(String arguments) {
    assertThat(translate(arguments).toString()).doesNotContain("SECRET");
  }
}
