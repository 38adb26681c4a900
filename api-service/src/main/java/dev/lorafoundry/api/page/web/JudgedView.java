package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.sdscripts.JudgedOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of an option of sd-scripts, as somebody writes it.
 *
 * @param option with where it stands; empty if what is told is about none
 * @param outcome honoured, passed, overridden or refused
 * @param sets what it sets
 * @param why sentences of the service; empty where there is nothing to say
 */
record JudgedView(String option, String outcome, List<Phrase> sets, String why) {
  JudgedView {
    sets = List.copyOf(sets);
  }

  static JudgedView of(JudgedOption judged) {
    return new JudgedView(
        judged.option(),
        judged.outcome().name().toLowerCase(Locale.ROOT),
        judged.settings().entrySet().stream().map(JudgedView::set).toList(),
        judged.why());
  }

  /** What becomes of it, in a word. */
  public Phrase word() {
    return Phrase.of("judged." + outcome);
  }

  private static Phrase set(Map.Entry<String, Object> setting) {
    Phrase label = label(setting.getKey());
    String value = SettingsFields.text(setting.getValue());
    return value.isEmpty()
        ? Phrase.of("train.clears", label)
        : Phrase.of("train.sets", label, value);
  }

  private static Phrase label(String setting) {
    return List.of(SettingsFields.TRAINING, SettingsFields.PREVIEW).stream()
        .filter(fields -> fields.has(setting))
        .findFirst()
        .orElse(SettingsFields.PREPARATION)
        .label(setting);
  }
}
