package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import java.util.List;
import org.springframework.util.MultiValueMap;

/** The fields into which people paste arguments of sd-scripts. */
final class ArgumentFields {
  /** Of the group, below whose fields it is told what becomes of each option. */
  static final String ID = "sd-scripts";

  private ArgumentFields() {}

  static FieldGroup group() {
    return new FieldGroup(
        ID,
        Phrase.of("train.arguments"),
        List.of(
            Field.area(
                SdScripts.ARGUMENTS,
                Phrase.of("train.arguments-line"),
                Phrase.of("train.arguments-line-help")),
            Field.area(
                SdScripts.CONFIG,
                Phrase.of("train.arguments-file"),
                Phrase.of("train.arguments-file-help"))),
        List.of());
  }

  static WrittenArguments posted(MultiValueMap<String, String> form) {
    return WrittenArguments.of(form.getFirst(SdScripts.ARGUMENTS), form.getFirst(SdScripts.CONFIG));
  }

  /** What becomes of each option, while somebody writes. */
  static List<JudgedView> judged(MultiValueMap<String, String> form) {
    return posted(form).judge().stream().map(JudgedView::of).toList();
  }
}
