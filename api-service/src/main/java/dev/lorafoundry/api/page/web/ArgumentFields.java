package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import java.util.List;
import org.springframework.util.MultiValueMap;

/** The fields into which people paste arguments of sd-scripts. */
final class ArgumentFields {
  private ArgumentFields() {}

  static FieldGroup group() {
    return new FieldGroup(
        "Arguments of sd-scripts",
        List.of(
            Field.area(
                SdScripts.ARGUMENTS,
                "Command line",
                "Options as you give them to sd-scripts, such as --network_dim 16. They override"
                    + " the fields of this page; the plan says what is left out."),
            Field.area(
                SdScripts.CONFIG,
                "Configuration file",
                "What is in a TOML file of sd-scripts. The command line overrides it.")));
  }

  static WrittenArguments posted(MultiValueMap<String, String> form) {
    return WrittenArguments.of(form.getFirst(SdScripts.ARGUMENTS), form.getFirst(SdScripts.CONFIG));
  }
}
