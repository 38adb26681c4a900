package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.util.Locale;
import java.util.function.Function;

/**
 * All that a picture was rendered with but the checkpoint: pictures that share it stand in one
 * column of the table that compares them.
 */
record Look(
    String prompt,
    String negativePrompt,
    int width,
    int height,
    double loraWeight,
    double cfgScale,
    String sampler,
    int steps,
    long seed,
    int batchIndex) {

  static Look of(PreviewSettings settings, Picture picture) {
    return new Look(
        settings.prompt(),
        settings.negativePrompt(),
        settings.width(),
        settings.height(),
        picture.loraWeight(),
        picture.cfgScale(),
        picture.sampler(),
        picture.steps(),
        picture.seed(),
        picture.batchIndex());
  }

  /** What can differ between two looks, in the order in which people tell them apart. */
  enum Part {
    PROMPT(Look::prompt),
    NEGATIVE_PROMPT(Look::negativePrompt),
    SIZE(look -> look.width() + " × " + look.height()),
    WEIGHT(look -> SettingsFields.text(look.loraWeight())),
    CFG_SCALE(look -> SettingsFields.text(look.cfgScale())),
    SAMPLER(Look::sampler),
    STEPS(look -> Integer.toString(look.steps())),
    SEED(look -> Long.toString(look.seed())),
    PLACE(look -> Integer.toString(look.batchIndex() + 1));

    private final Function<Look, String> value;

    Part(Function<Look, String> value) {
      this.value = value;
    }

    String of(Look look) {
      return value.apply(look);
    }

    Phrase label() {
      return Phrase.of("compare.part." + id());
    }

    boolean isNumber() {
      return switch (this) {
        case WEIGHT, CFG_SCALE, STEPS, SEED, PLACE -> true;
        case PROMPT, NEGATIVE_PROMPT, SIZE, SAMPLER -> false;
      };
    }

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
