package dev.lorafoundry.api.setting.web;

import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.sdscripts.JudgedOption;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import java.util.List;
import java.util.Map;

/**
 * What arguments of sd-scripts mean in settings.
 *
 * @param settings training settings by name; an empty text clears one
 * @param preparation settings of the preparation, which a run can't change
 * @param preview settings of the previews
 * @param notes what was left out and why, sentences for people
 * @param problems what a run with these arguments would be refused for
 * @param options what becomes of each option by itself, at most 200 of them
 */
record ArgumentsAnswer(
    Map<String, Object> settings,
    Map<String, Object> preparation,
    Map<String, Object> preview,
    List<String> notes,
    List<SettingProblem> problems,
    List<JudgedOption> options) {

  static ArgumentsAnswer of(WrittenArguments written) {
    Translation translation = written.translate();
    return new ArgumentsAnswer(
        translation.training(),
        translation.preparation(),
        translation.preview(),
        translation.notes(),
        translation.problems(),
        written.judge());
  }
}
