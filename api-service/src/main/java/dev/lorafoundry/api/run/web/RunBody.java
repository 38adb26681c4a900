package dev.lorafoundry.api.run.web;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A press of "train" as it comes in.
 *
 * @param settings training settings by name: a value, a list of values, or a text with commas
 * @param preview preview settings by name
 * @param previewAfterTraining absent: yes
 * @param priority low, normal or high; absent: normal
 * @param preset name of a preset that settings override; absent: the defaults
 * @param arguments options of sd-scripts as on a command line; they override settings
 * @param argumentsToml the same as a configuration file; a command line overrides it
 */
record RunBody(
    @Nullable UUID baseModel,
    @Nullable Map<String, @Nullable Object> settings,
    @Nullable Map<String, @Nullable Object> preview,
    @Nullable Boolean previewAfterTraining,
    @Nullable String priority,
    @Nullable String preset,
    @Nullable String arguments,
    @Nullable String argumentsToml) {

  /**
   * @throws InvalidSettings if the base model is missing or the priority unknown
   */
  RunRequest request(VersionId version) {
    return new RunRequest(
        version,
        requiredModel(),
        settings == null ? Map.of() : settings,
        preview == null ? Map.of() : preview,
        previewAfterTraining == null || previewAfterTraining,
        wantedPriority(),
        preset,
        WrittenArguments.of(arguments, argumentsToml));
  }

  private BaseModelId requiredModel() {
    if (baseModel == null) {
      throw refused(
          "baseModel", "", "baseModel is missing: give the id of a registered base model.");
    }
    return new BaseModelId(baseModel);
  }

  private Priority wantedPriority() {
    try {
      return priority == null ? Priority.NORMAL : Priority.parse(priority);
    } catch (IllegalArgumentException e) {
      throw refused("priority", String.valueOf(priority), String.valueOf(e.getMessage()));
    }
  }

  private static InvalidSettings refused(String field, String given, String message) {
    return new InvalidSettings(List.of(new SettingProblem(field, given, message)));
  }
}
