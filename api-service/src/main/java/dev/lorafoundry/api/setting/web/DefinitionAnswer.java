package dev.lorafoundry.api.setting.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lorafoundry.contracts.settings.Setting;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting, as REST tells it. What does not apply is left out.
 *
 * @param type integer, number, boolean, text or choice
 * @param above numbers must be larger than this
 * @param multipleOf numbers must be divisible by this
 * @param sdScripts name of the same option in sd-scripts
 * @param original name of the same setting in sd-webui-train-tools
 * @param list whether it takes several values by nature, and not as a grid
 * @param optional whether it may be absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DefinitionAnswer(
    String name,
    String type,
    @Schema(implementation = Object.class) @JsonProperty("default") @Nullable Object defaultValue,
    List<String> choices,
    String help,
    String unit,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double above,
    @Nullable Integer multipleOf,
    @Nullable Integer maxLength,
    String sdScripts,
    String original,
    boolean list,
    boolean optional) {

  static DefinitionAnswer of(SettingDefinition definition, @Nullable Object defaultValue) {
    Setting rules = definition.rules();
    return new DefinitionAnswer(
        definition.name(),
        typeOf(definition.type()),
        defaultValue,
        definition.choices(),
        rules.help(),
        rules.unit(),
        finite(rules.min()),
        finite(rules.max()),
        finite(rules.above()),
        rules.multipleOf() == 0 ? null : rules.multipleOf(),
        definition.type() == String.class ? rules.maxLength() : null,
        rules.sdScripts(),
        rules.original(),
        definition.list(),
        definition.optional());
  }

  private static String typeOf(Class<?> type) {
    if (type.isEnum()) {
      return "choice";
    }
    if (type == Boolean.class) {
      return "boolean";
    }
    if (type == String.class) {
      return "text";
    }
    return type == Double.class ? "number" : "integer";
  }

  private static @Nullable Double finite(double number) {
    return Double.isInfinite(number) ? null : number;
  }
}
