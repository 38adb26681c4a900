package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.settings.LossSettings;
import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.contracts.settings.PictureSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says where a {@link Halving} would compare what can't be compared, and what people should know of
 * one. Jobs are compared by their validation losses where they have some, and otherwise by the mean
 * loss of their training, whose measure depends on their settings.
 */
final class HalvingRules {
  /** Settings that change what the loss of a training measures. */
  private static final List<String> MEASURES =
      Stream.of(LossSettings.class, NoiseSettings.class, PictureSettings.class)
          .flatMap(group -> SettingDefinition.allOf(group).stream())
          .map(SettingDefinition::name)
          .toList();

  /** Settings that choose the pictures and the noise of a validation. */
  private static final List<String> SEEN =
      List.of("validationSplit", "validationSeed", "maxValidationSteps");

  private HalvingRules() {}

  /**
   * @param varied settings that have several values in the grid
   */
  static Optional<SettingProblem> problem(
      Halving halving, List<TrainingSettings> grid, Set<String> varied) {
    if (grid.stream().anyMatch(each -> each.loop().maxSteps() != null)) {
      return Optional.of(
          problem(
              "halving compares jobs after whole epochs, and those with maxSteps have no number of epochs: leave maxSteps out and give epochs."));
    }
    if (varied.contains("vae")) {
      return Optional.of(
          problem(
              "halving compares losses, and these are of other latents for each value of vae: give vae one value."));
    }
    List<TrainingSettings> judged = judged(halving, grid);
    long validated = judged.stream().filter(each -> isValidated(halving, each)).count();
    if (validated == judged.size()) {
      return unlikeValidations(judged, varied);
    }
    if (validated > 0) {
      return Optional.of(
          problem(
              "halving can't compare jobs that have a validation loss at its rungs with others that have none: give all jobs the same validationSplit, validateEveryEpochs and saveEveryEpochs."));
    }
    List<String> measures = MEASURES.stream().filter(varied::contains).toList();
    return measures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problem(
                "halving compares the losses of trainings, and what these measure is not the same for all values of %s: have validation losses compared (validationSplit above 0, or validateEveryEpochs 1), or vary other settings."
                    .formatted(String.join(", ", measures))));
  }

  /** Validation losses can be compared if they are of the same pictures with the same noise. */
  private static Optional<SettingProblem> unlikeValidations(
      List<TrainingSettings> judged, Set<String> varied) {
    boolean cut = judged.stream().anyMatch(each -> each.validation().maxValidationSteps() != null);
    List<String> seen =
        Stream.concat(SEEN.stream(), cut ? Stream.of("batchSize") : Stream.empty())
            .filter(varied::contains)
            .toList();
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problem(
                "halving compares validation losses, and these are not of the same pictures and noise for all values of %s: give each of them one value."
                    .formatted(String.join(", ", seen))));
  }

  private static SettingProblem problem(String message) {
    return new SettingProblem("halving", "", message);
  }

  /** Sentences about what may not be as it was meant. */
  static List<String> notes(Halving halving, List<TrainingSettings> jobs) {
    List<TrainingSettings> judged = judged(halving, jobs);
    List<String> notes = new ArrayList<>();
    if (judged.size() < jobs.size()) {
      notes.add(
          "Halving has no rung in the training%s: its first one is after epoch %d, and no epoch leaves a checkpoint (saveEveryEpochs) then or later but the last one."
              .formatted(part(jobs.size() - judged.size(), jobs.size()), halving.minEpochs()));
    }
    if (judged.stream().anyMatch(each -> !isValidated(halving, each))) {
      notes.add(
          "Halving compares the mean losses of the trainings, because there are no validation losses at its rungs: for these set validationSplit above 0, or validateEveryEpochs to 1.");
    }
    return notes;
  }

  private static String part(int some, int all) {
    return some == all ? "" : " (%d of %d jobs)".formatted(some, all);
  }

  private static List<TrainingSettings> judged(Halving halving, List<TrainingSettings> jobs) {
    return jobs.stream().filter(each -> !epochs(halving, each).isEmpty()).toList();
  }

  private static boolean isValidated(Halving halving, TrainingSettings settings) {
    int every = settings.output().saveEveryEpochs();
    return epochs(halving, settings).stream()
        .allMatch(epoch -> settings.validation().validatesAfter(epoch, every));
  }

  private static List<Integer> epochs(Halving halving, TrainingSettings settings) {
    return halving.judgedAfter(settings.loop().epochs(), settings.output().saveEveryEpochs());
  }
}
