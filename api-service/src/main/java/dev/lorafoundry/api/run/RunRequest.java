package dev.lorafoundry.api.run;

import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A press of "train", as somebody wrote it.
 *
 * @param baseModel id of the base model
 * @param settings training settings by name: a value, a list of values, or a text of values and
 *     ranges with commas
 * @param preview preview settings by name
 * @param previewAfterTraining whether every checkpoint gets a preview as soon as it is saved
 * @param priority low, normal or high; absent: normal
 * @param preset name of the preset that settings override; absent: the defaults
 * @param arguments of sd-scripts, which override settings
 * @param zip groups of settings whose values go together, one by one: each group is one axis
 * @param skipTrained whether combinations are left out that the version has a job for, with the
 *     same model, dataset and settings, which is done or will be
 * @param keep which checkpoints of each job stay; absent: all
 * @param halving where weak jobs end early; absent: none does
 */
public record RunRequest(
    VersionId version,
    @Nullable String baseModel,
    Map<String, @Nullable Object> settings,
    Map<String, @Nullable Object> preview,
    boolean previewAfterTraining,
    @Nullable String priority,
    @Nullable String preset,
    WrittenArguments arguments,
    List<List<String>> zip,
    boolean skipTrained,
    @Nullable KeepForm keep,
    @Nullable HalvingForm halving) {
  public RunRequest {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    preview = Collections.unmodifiableMap(new LinkedHashMap<>(preview));
    zip = zip.stream().map(List::copyOf).toList();
  }

  /** A request without a preset, arguments and settings that go together. */
  public RunRequest(
      VersionId version,
      BaseModelId baseModel,
      Map<String, @Nullable Object> settings,
      Map<String, @Nullable Object> preview,
      boolean previewAfterTraining,
      Priority priority) {
    this(
        version,
        baseModel.toString(),
        settings,
        preview,
        previewAfterTraining,
        priority.label(),
        null,
        WrittenArguments.NONE,
        List.of(),
        false,
        null,
        null);
  }

  /** The id of the base model; empty if none is given, or what is no id. */
  Optional<BaseModelId> modelId() {
    try {
      return Optional.ofNullable(baseModel).map(String::strip).map(BaseModelId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
