package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preview.Look;
import java.util.Locale;
import java.util.function.Function;

/**
 * What can differ between two looks, in the order in which people tell them apart. Pictures that
 * share all of it stand in one column of the table that compares them.
 */
enum LookPart {
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

  LookPart(Function<Look, String> value) {
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
