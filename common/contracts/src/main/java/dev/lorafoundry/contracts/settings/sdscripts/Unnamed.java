package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells what sd-scripts does where arguments that are a whole training's say nothing of it: a
 * command with its program, or whatever names a base model.
 */
final class Unnamed {
  static final String SDXL_SCRIPT = "sdxl_train_network.py";

  /** What sd-scripts takes for options that nobody names, where settings differ. */
  private static final Map<String, String> DEFAULTS = defaults();

  private static final String MEANS_OF_AREAS =
      "--resize_interpolation is not named: sd-scripts then makes pictures smaller by the means of"
          + " areas. Set resizeMethod of the preparation to area to train as there.";

  private final List<Given> given;

  private Unnamed(List<Given> given) {
    this.given = given;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("network_dim", "4");
    defaults.put("network_alpha", "1");
    defaults.put("optimizer_type", "AdamW");
    defaults.put("learning_rate", "2e-6");
    defaults.put("lr_scheduler", "constant");
    defaults.put("max_train_steps", "1600");
    defaults.put("mixed_precision", "no");
    defaults.put("save_precision", "float");
    return defaults;
  }

  /**
   * @param given all that is named, in a command and in a file
   * @param script the program that the command starts
   */
  static void tell(List<Given> given, Optional<String> script, Findings findings) {
    Unnamed unnamed = new Unnamed(given);
    if (script.isPresent() || unnamed.names("pretrained_model_name_or_path")) {
      unnamed.tellDefaults(findings);
      unnamed.tellPictures(findings);
    }
    if (script.filter(SDXL_SCRIPT::equals).isPresent()) {
      findings.note(Unsaid.PROJECTION.note());
      findings.note(Unsaid.CROPS.note());
    }
  }

  private void tellDefaults(Findings findings) {
    List<String> others =
        DEFAULTS.entrySet().stream()
            .filter(each -> !names(each.getKey()) && !isSaidOtherwise(each.getKey()))
            .map(each -> "--%s %s".formatted(each.getKey(), each.getValue()))
            .toList();
    if (!others.isEmpty()) {
      findings.note(
          "Options that are not named stay as they are set here. sd-scripts takes %s for them: add these to train as there."
              .formatted(String.join(" ", others)));
    }
  }

  private void tellPictures(Findings findings) {
    if (Stream.of("cache_latents", "cache_latents_to_disk").noneMatch(this::names)) {
      findings.note(Unsaid.SAMPLES.note());
    }
    if (!names("resize_interpolation")) {
      findings.note(MEANS_OF_AREAS);
    }
  }

  /** Whether others are named for it, so that its default is nowhere used. */
  private boolean isSaidOtherwise(String option) {
    return switch (option) {
      case "network_dim", "network_alpha" -> isOn("dim_from_weights");
      case "optimizer_type" -> isOn("use_8bit_adam") || isOn("use_lion_optimizer");
      case "lr_scheduler" -> hasRelativeSteps();
      case "learning_rate" -> hasRelativeSteps() || hasRatesOfItsParts();
      case "max_train_steps" -> names("max_train_epochs");
      default -> false;
    };
  }

  private boolean hasRatesOfItsParts() {
    return (names("unet_lr") || isOn("network_train_text_encoder_only"))
        && (names("text_encoder_lr") || isOn("network_train_unet_only"));
  }

  /** Whether it is Adafactor that takes no rates but its own, as it does unless it is told. */
  private boolean hasRelativeSteps() {
    return of("optimizer_type").anyMatch(each -> isAdafactor(each.values()))
        && of("optimizer_args")
            .flatMap(each -> each.ofKey("relative_step").stream())
            .noneMatch("False"::equals);
  }

  private static boolean isAdafactor(List<String> values) {
    return values.stream().anyMatch("adafactor"::equalsIgnoreCase);
  }

  private boolean names(String option) {
    return of(option).findAny().isPresent();
  }

  private boolean isOn(String option) {
    return of(option).anyMatch(Given::isOn);
  }

  private Stream<Given> of(String option) {
    return given.stream().filter(each -> each.option().name().equals(option));
  }
}
