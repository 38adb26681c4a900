package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import dev.lorafoundry.diffusion.training.TrainingRules;
import dev.lorafoundry.diffusion.training.ValidationRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks a request for a run, part by part, and collects every problem. */
final class RunChecks {
  /** Combinations that are looked at for each that may be trained, where some are left out. */
  private static final long LOOKED_AT = 10;

  private final RunSettings limits;
  private final Set<SettingProblem> problems = new LinkedHashSet<>();

  RunChecks(RunSettings limits) {
    this.limits = limits;
  }

  /** What is wrong with how the settings were written. */
  void requested(RequestedSettings requested) {
    problems.addAll(requested.problems());
  }

  Optional<BaseModel> baseModel(BaseModelId asked, Optional<BaseModel> found) {
    if (found.isEmpty()) {
      problem("baseModel", asked, "There is no base model " + asked + ": choose a registered one.");
    }
    return found;
  }

  /** The grid of what can be read; empty if it is too large. */
  Optional<Grid> grid(Map<String, ? extends @Nullable Object> settings, RunRequest request) {
    Grid grid = Grid.of(settings, request.zip());
    problems.addAll(grid.problems());
    boolean small =
        request.skipTrained()
            ? within(grid.size(), LOOKED_AT * limits.maxJobs(), "looked at")
            : within(grid.size(), limits.maxJobs(), "allowed");
    return small ? Optional.of(grid) : Optional.empty();
  }

  private boolean within(long size, long most, String what) {
    if (size <= most) {
      return true;
    }
    problem(
        "settings",
        size,
        "The grid has %d combinations, at most %d are %s: give fewer values, or start several runs."
            .formatted(size, most, what));
    return false;
  }

  /** Of what is left of a grid, so many can be trained in one run. */
  void left(Untrained untrained) {
    int size = untrained.combinations().size();
    if (size > limits.maxJobs()) {
      problem(
          "settings",
          size,
          "The grid has %d combinations that are not there already, at most %d are allowed: give fewer values, or start several runs."
              .formatted(size, limits.maxJobs()));
    }
  }

  /** Every combination that can be used. */
  List<TrainingSettings> combinations(Grid grid) {
    List<TrainingSettings> combinations = new ArrayList<>();
    grid.combinations()
        .forEach(
            combination ->
                read(() -> SettingsCatalogue.TRAINING.read(combination))
                    .ifPresent(combinations::add));
    return combinations;
  }

  Optional<PreviewSettings> preview(Map<String, ? extends @Nullable Object> given) {
    Optional<PreviewSettings> preview = read(() -> SettingsCatalogue.PREVIEW.read(given));
    preview
        .filter(settings -> settings.pictures() > limits.maxPicturesPerPreview())
        .ifPresent(
            settings ->
                problem(
                    "preview",
                    settings.pictures(),
                    "Each preview would have %d pictures, at most %d are allowed: give fewer values or smaller batches."
                        .formatted(settings.pictures(), limits.maxPicturesPerPreview())));
    return preview;
  }

  /** What is wrong with which checkpoints stay and which jobs go on. */
  void selection(RunRequest request) {
    Optional.ofNullable(request.keep()).ifPresent(form -> read(form::keep));
    Optional.ofNullable(request.halving()).ifPresent(form -> read(form::halving));
  }

  void dataset(DatasetSummary dataset) {
    dataset.problems().forEach(message -> problem("dataset", dataset.pictures(), message));
  }

  /** What of each combination can't be trained with this model. */
  void rules(List<TrainingSettings> combinations, BaseModel model, TrainingLengths lengths) {
    TrainingRules.Model known =
        new TrainingRules.Model(
            model.reference().family(),
            model.reference().prediction(),
            model.largestRank(),
            model.textLayers());
    for (TrainingSettings settings : combinations) {
      long steps = lengths.of(settings).totalSteps();
      OptionalLong told = steps == 0 ? OptionalLong.empty() : OptionalLong.of(steps);
      problems.addAll(TrainingRules.problems(settings, known, told));
    }
  }

  /** Where pictures are to be held out and can't be. */
  void heldOut(List<TrainingSettings> combinations, DatasetSnapshot dataset) {
    combinations.stream()
        .map(TrainingSettings::validation)
        .distinct()
        .flatMap(validation -> ValidationRules.problem(validation, dataset).stream())
        .forEach(problems::add);
  }

  /** What is wrong with the LoRAs that trainings begin with. */
  void loras(Set<SettingProblem> found) {
    problems.addAll(found);
  }

  void batches(List<TrainingSettings> combinations, TrainingLengths lengths) {
    for (TrainingSettings settings : combinations) {
      int size = settings.loop().batchSize();
      long samples = lengths.of(settings).samplesPerEpoch();
      if (samples > 0 && size > samples) {
        problem(
            "batchSize",
            size,
            "batchSize %d is larger than the dataset, which shows %d pictures in an epoch: use at most %d, or raise its repeats."
                .formatted(size, samples, samples));
      }
    }
  }

  /** Whether its jobs can be compared as they are to be. */
  void halving(@Nullable Halving asked, List<TrainingSettings> combinations, Set<String> varied) {
    if (asked != null) {
      HalvingRules.problem(asked, combinations, varied).ifPresent(problems::add);
    }
  }

  /**
   * @throws RunRefused if there was any problem
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new RunRefused(List.copyOf(problems));
    }
  }

  private <T> Optional<T> read(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void problem(String about, Object given, String message) {
    problems.add(new SettingProblem(about, String.valueOf(given), message));
  }
}
