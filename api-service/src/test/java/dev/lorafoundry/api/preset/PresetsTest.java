package dev.lorafoundry.api.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.CropNumbers;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetsTest {
  /** Options of sd-scripts by what it takes for them where nobody names them; -: nothing. */
  private static final String REFERENCE =
      """
      - | unet_lr text_encoder_lr scale_weight_norms lr_scheduler_timescale lr_scheduler_min_lr_ratio
      - | network_dropout network_weights base_weights base_weights_multiplier vae
      - | min_snr_gamma v_pred_like_loss noise_offset adaptive_noise_scale multires_noise_iterations
      - | ip_noise_gamma caption_prefix caption_suffix secondary_separator keep_tokens_separator
      - | max_validation_steps training_comment metadata_title metadata_author metadata_description
      - | metadata_license metadata_tags metadata_trigger_phrase metadata_usage_hint
      False | dim_from_weights scale_v_pred_loss_like_noise_pred debiased_estimation_loss
      False | masked_loss alpha_mask noise_offset_random_strength ip_noise_gamma_random_strength
      False | zero_terminal_snr shuffle_caption enable_wildcard weighted_captions random_crop flip_aug
      False | cache_latents gradient_checkpointing
      both | network_train_unet_only network_train_text_encoder_only
      0 | lr_warmup_steps lr_decay_steps min_timestep keep_tokens caption_dropout_rate
      0 | caption_dropout_every_n_epochs caption_tag_dropout_rate token_warmup_step validation_split
      0 | save_every_n_epochs save_every_n_steps
      1 | max_grad_norm lr_scheduler_num_cycles lr_scheduler_power network_alpha huber_scale
      1 | prior_loss_weight clip_skip token_warmup_min train_batch_size gradient_accumulation_steps
      AdamW | optimizer_type
      2e-6 | learning_rate
      constant | lr_scheduler
      4 | network_dim
      l2 | loss_type
      snr | huber_schedule
      0.1 | huber_c
      1000 | max_timestep
      0.3 | multires_noise_discount
      75 | max_token_length
      , | caption_separator
      fp32 | mixed_precision
      float | save_precision
      """;

  /**
   * What a preset does not say: the length is the form's, there the seed is drawn, and how often a
   * loss is computed on the way is said by whoever holds pictures out.
   */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "max_train_epochs",
          "max_train_steps",
          "seed",
          "validation_seed",
          "validate_every_n_epochs");

  @ParameterizedTest
  @ValueSource(strings = {"character", "style", "object", "low-memory", "sd-scripts"})
  void thereIsOneForEachFamily(String kind) {
    assertThat(presets().named(kind + "-sd1").family()).isEqualTo(Family.SD1);
    assertThat(presets().named(kind + "-sdxl").family()).isEqualTo(Family.SDXL);
    assertThat(presets().named(kind + "-sd2-512").family()).isEqualTo(Family.SD2);
    assertThat(presets().named(kind + "-sd2-768").family()).isEqualTo(Family.SD2);
  }

  @Test
  void eachSaysMoreThanItsName() {
    for (Preset preset : presets().all()) {
      assertThat(preset.settings()).as(preset.name()).hasSizeGreaterThan(5);
      assertThat(preset.preparation()).as(preset.name()).containsKeys("width", "height");
    }
  }

  @Test
  void thoseOfSd2AreMadeForOnePredictionAndItsSize() {
    assertThat(presets().all())
        .filteredOn(preset -> preset.family() == Family.SD2)
        .hasSize(10)
        .allSatisfy(
            preset -> {
              int size = preset.prediction() == PredictionType.V ? 768 : 512;
              assertThat(preset.preparation()).containsEntry("width", size);
              assertThat(preset.preparation()).containsEntry("height", size);
              assertThat(SettingsCatalogue.PREVIEW.read(preset.preview()).width()).isEqualTo(size);
              assertThat(preset.name()).endsWith("-" + size);
            });
  }

  @Test
  void eachSaysWhatItIsFor() {
    assertThat(presets().all())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(preset -> assertThat(preset.purpose()).matches("[A-Z].{40,}\\."));
  }

  @Test
  void holdsNoSettingThatChangesNothing() {
    for (Preset preset : presets().all()) {
      TrainingSettings settings = SettingsCatalogue.TRAINING.read(preset.settings());
      assertThat(UnusedSettings.of(settings, Objects.requireNonNull(preset.family())))
          .as(preset.name())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd1", "sd2-512", "sd2-768", "sdxl"})
  void thoseOfSdScriptsAreItsDefaults(String kind) {
    Map<String, String> reference = reference();
    Map<String, Object> values = valuesOf("sd-scripts-" + kind);
    Set<String> compared = new HashSet<>();
    for (SettingDefinition definition : SettingsCatalogue.TRAINING.definitions()) {
      for (String option : definition.rules().sdScripts().split(", ")) {
        if (!option.isEmpty() && !option.contains(" ") && !NOT_COMPARED.contains(option)) {
          compared.add(option);
          assertThat(written(values.get(definition.name())))
              .as("%s, --%s", definition.name(), option)
              .isEqualTo(reference.get(option));
        }
      }
    }

    assertThat(compared).isEqualTo(reference.keySet());
  }

  /** Keys of list options are absent there, and their settings as nobody set them. */
  @ParameterizedTest
  @ValueSource(strings = {"sd1", "sd2-512", "sd2-768", "sdxl"})
  void thoseOfSdScriptsSayNoKeyOfAListOption(String kind) {
    assertThat(SettingsCatalogue.TRAINING.definitions())
        .filteredOn(definition -> definition.rules().sdScripts().contains(" "))
        .filteredOn(definition -> !NOT_COMPARED.contains(definition.rules().sdScripts()))
        .extracting(SettingDefinition::name)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(presets().named("sd-scripts-" + kind).settings().keySet());
  }

  /** No option says them, so that it does as its code does: its reference says how. */
  @Test
  void thatOfSdScriptsForSdxlDoesAsItsCode() {
    assertThat(valuesOf("sd-scripts-sdxl"))
        .containsEntry("textProjection", TextProjection.TRANSPOSED)
        .containsEntry("cropNumbers", CropNumbers.LETTERBOX);
  }

  private static Map<String, Object> valuesOf(String preset) {
    return SettingsCatalogue.TRAINING.valuesOf(
        SettingsCatalogue.TRAINING.read(presets().named(preset).settings()));
  }

  private static Map<String, String> reference() {
    Map<String, String> reference = new HashMap<>();
    for (String line : REFERENCE.lines().toList()) {
      String[] parts = line.split(" \\| ", 2);
      for (String option : parts[1].split(" ")) {
        reference.put(option, written(parts[0]));
      }
    }
    return reference;
  }

  private static String written(@Nullable Object value) {
    String text = value instanceof Choice choice ? choice.label() : Objects.toString(value, "");
    if (text.isEmpty() || text.equals("-")) {
      return "-";
    }
    return text.matches("-?[0-9.]+(?:[eE]-?[0-9]+)?")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text.toLowerCase(Locale.ROOT);
  }

  @Test
  void refusesSettingsThatDoNotExistOrAreNotAllowed() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(Map.of("rnk", 8), Map.of("rank", 0))) {
      assertThatThrownBy(
              () -> new Preset("a", "A", Family.SD1, null, "For A.", wrong, Map.of(), Map.of()))
          .isInstanceOf(InvalidSettings.class);
    }
  }

  @Test
  void suggestsTheNearestName() {
    Presets presets = presets();

    assertThatThrownBy(() -> presets.named("charakter-sd1"))
        .isInstanceOf(InvalidSettings.class)
        .hasMessage("There is no preset 'charakter-sd1': did you mean character-sd1?");
  }

  private static Presets presets() {
    return PresetExample.shipped();
  }
}
