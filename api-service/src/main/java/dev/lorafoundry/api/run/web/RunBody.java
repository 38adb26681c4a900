package dev.lorafoundry.api.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.api.run.HalvingForm;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A press of "train" as it comes in.
 *
 * @param settings training settings by name: a value, a list of values, or a text of values with
 *     commas, among them ranges of numbers: {@code 4..16 step 4}, {@code 1e-5..1e-3 x10}
 * @param preview preview settings by name
 * @param previewAfterTraining absent: yes
 * @param priority low, normal or high; absent: normal
 * @param preset name of a preset that settings override; absent: the defaults
 * @param arguments options of sd-scripts as on a command line; they override settings
 * @param argumentsToml the same as a configuration file, which a command line overrides, or as the
 *     description of a dataset, which overrides a command line
 * @param zip groups of settings whose values go together, one by one, each a list of names: {@code
 *     [["rank", "alpha"]]} combines the first rank with the first alpha alone; absent: every value
 *     is combined with all others
 * @param skipTrained whether to leave out combinations that the version has a job for already, with
 *     the same base model, dataset and settings, seed included, unless halving ended it early;
 *     absent: no
 * @param keep which checkpoints of each job stay beside the last one: {@code {"best": 3}}, by
 *     validation loss or else by mean loss, chosen once the job is done, or {@code {"latest": 3}};
 *     absent: all
 * @param halving compares the jobs after {@code minEpochs} epochs, and again after {@code eta}
 *     times as many, by validation loss or else by mean loss; of those that come so far the best
 *     {@code 1/eta} go on, the others are done early; absent: none is
 */
@JsonInclude(value = JsonInclude.Include.NON_NULL, content = JsonInclude.Include.ALWAYS)
record RunBody(
    @Schema(format = "uuid") @Nullable String baseModel,
    @Nullable Map<String, @Nullable Object> settings,
    @Nullable Map<String, @Nullable Object> preview,
    @Nullable Boolean previewAfterTraining,
    @Nullable String priority,
    @Nullable String preset,
    @Nullable String arguments,
    @Nullable String argumentsToml,
    @Nullable List<@Nullable List<@Nullable String>> zip,
    @Nullable Boolean skipTrained,
    @Nullable KeepForm keep,
    @Nullable HalvingForm halving) {

  static RunBody of(RunRequest request) {
    return new RunBody(
        request.baseModel(),
        request.settings(),
        request.preview(),
        request.previewAfterTraining(),
        request.priority(),
        request.preset(),
        null,
        null,
        request.zip().isEmpty() ? null : List.copyOf(request.zip()),
        request.skipTrained(),
        request.keep(),
        request.halving());
  }

  RunRequest request(VersionId version) {
    return new RunRequest(
        version,
        baseModel,
        settings == null ? Map.of() : settings,
        preview == null ? Map.of() : preview,
        previewAfterTraining == null || previewAfterTraining,
        priority,
        preset,
        WrittenArguments.of(arguments, argumentsToml),
        zip == null ? List.of() : zip.stream().map(RunBody::names).toList(),
        skipTrained != null && skipTrained,
        keep,
        halving);
  }

  private static List<String> names(@Nullable List<@Nullable String> group) {
    return group == null ? List.of() : group.stream().map(String::valueOf).toList();
  }
}
