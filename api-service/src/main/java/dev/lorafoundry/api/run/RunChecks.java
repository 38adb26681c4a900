package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.queue.NoSuchOrder;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.OutputSettings;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.SettingsCatalogue.Judgement;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import dev.lorafoundry.diffusion.training.CropRules;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import dev.lorafoundry.diffusion.training.TrainingRules;
import dev.lorafoundry.diffusion.training.ValidationRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request for a run, part by part, and collects every problem. Where something can't be
 * read or contradicts itself, the rest is judged all the same: of that, what somebody wrote.
 */
final class RunChecks {
  /** Combinations that are looked at for each that may be trained, where some are left out. */
  private static final long LOOKED_AT = 10;

  private final RunSettings limits;
  private final Set<SettingProblem> problems = new LinkedHashSet<>();

  /** Settings of which nobody knows what they are to be. */
  private final Set<String> doubtful = new HashSet<>();

  /** What may be judged beside them; absent: everything. */
  private @Nullable Set<String> written;

  RunChecks(RunSettings limits) {
    this.limits = limits;
  }

  /** The base model that is asked for; empty if there is none. */
  Optional<BaseModel> baseModel(RunRequest request, BaseModels models) {
    String given = request.baseModel();
    Optional<BaseModel> found = request.modelId().flatMap(models::find);
    if (given == null || given.isBlank()) {
      problem("baseModel", "", "baseModel is missing: give the id of a registered base model.");
    } else if (found.isEmpty()) {
      String shown = SettingProblem.shown(given);
      String message = "There is no base model '%s': choose a registered one.".formatted(shown);
      problem("baseModel", shown, message);
    }
    return found;
  }

  /** How urgent the run is; empty if nobody knows. */
  Optional<Priority> priority(RunRequest request) {
    String given = request.priority();
    try {
      return Optional.of(given == null ? Priority.NORMAL : Priority.parse(given));
    } catch (NoSuchOrder e) {
      String shown = SettingProblem.shown(String.valueOf(given));
      problem("priority", shown, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * The grid of what can be read. Empty if it is too large; that is a problem if nothing else may
   * make it smaller.
   */
  Optional<Grid> grid(RequestedSettings requested, RunRequest request) {
    problems.addAll(requested.problems());
    Grid grid = Grid.of(requested.training(), request.zip());
    problems.addAll(grid.problems());
    if (!requested.problems().isEmpty() || !grid.problems().isEmpty()) {
      written = grid.settings();
    }
    if (requested.problems().isEmpty()) {
      return isSmall(grid, request) ? Optional.of(grid) : Optional.empty();
    }
    return grid.size() <= limits.maxJobs() ? Optional.of(grid) : Optional.empty();
  }

  private boolean isSmall(Grid grid, RunRequest request) {
    return request.skipTrained()
        ? within(grid.size(), LOOKED_AT * limits.maxJobs(), "looked at")
        : within(grid.size(), limits.maxJobs(), "allowed");
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

  /** Every combination; where something is wrong with some, with defaults instead of that. */
  List<TrainingSettings> combinations(Grid grid) {
    List<TrainingSettings> combinations = new ArrayList<>();
    for (Map<String, Object> combination : grid.combinations()) {
      Judgement<TrainingSettings> judged =
          SettingsCatalogue.TRAINING.judge(combination, grid.unread());
      problems.addAll(judged.problems());
      doubtful.addAll(judged.doubtful());
      combinations.add(judged.settings());
    }
    if (!doubtful.isEmpty()) {
      written = grid.settings();
    }
    return combinations;
  }

  /** The settings of previews; their pictures are counted where nothing can change them. */
  Optional<PreviewSettings> preview(RequestedSettings requested) {
    Optional<PreviewSettings> preview =
        read(() -> SettingsCatalogue.PREVIEW.read(requested.preview()));
    preview
        .filter(settings -> requested.problems().isEmpty())
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

  /** Which checkpoints stay; empty if all do, or if nobody knows. */
  Optional<Keep> keep(RunRequest request) {
    return Optional.ofNullable(request.keep()).flatMap(form -> read(form::keep));
  }

  /** Where weak jobs end early; empty if none does, or if nobody knows. */
  Optional<Halving> halving(RunRequest request) {
    return Optional.ofNullable(request.halving()).flatMap(form -> read(form::halving));
  }

  void dataset(DatasetSummary dataset) {
    dataset.problems().forEach(message -> problem("dataset", dataset.pictures(), message));
  }

  /** What of each combination can't be trained with this model. */
  void rules(List<TrainingSettings> combinations, BaseModel model, TrainingLengths lengths) {
    TrainingRules.Model known = known(model);
    for (TrainingSettings settings : combinations) {
      long steps = areLengthsKnown() ? lengths.of(settings).totalSteps() : 0;
      OptionalLong told = steps == 0 ? OptionalLong.empty() : OptionalLong.of(steps);
      TrainingRules.problems(settings, known, told).forEach(this::tell);
    }
  }

  /** Arguments of a training that predicts v, with a model that does not. */
  void prediction(RequestedSettings requested, BaseModel model) {
    if (requested.isForV() && model.reference().prediction() != PredictionType.V) {
      problem(
          SdScripts.ARGUMENTS,
          "--v_parameterization",
          "--v_parameterization is for base models that predict v, and '%s' is registered as one that predicts noise: choose another one, register it again as one that predicts v, or leave the option out."
              .formatted(model.reference().name()));
    }
  }

  /** What rules must know of a base model. */
  static TrainingRules.Model known(BaseModel model) {
    return new TrainingRules.Model(
        model.reference().family(),
        model.reference().prediction(),
        model.largestRank(),
        model.textLayers());
  }

  /** Where pictures are to be held out and can't be. */
  void heldOut(List<TrainingSettings> combinations, DatasetSnapshot dataset) {
    combinations.stream()
        .map(TrainingSettings::validation)
        .distinct()
        .flatMap(validation -> ValidationRules.problem(validation, dataset).stream())
        .forEach(this::tell);
  }

  /** Where parts of pictures are to be chosen and there are no others. */
  void crops(List<TrainingSettings> combinations, DatasetSnapshot dataset) {
    combinations.stream()
        .map(TrainingSettings::pictures)
        .distinct()
        .flatMap(pictures -> CropRules.problem(pictures, dataset).stream())
        .forEach(this::tell);
  }

  /** What is wrong with the LoRAs that trainings begin with. */
  void loras(StartingLoras loras, List<TrainingSettings> combinations, BaseModel model) {
    loras.problems(combinations, model).forEach(this::tell);
  }

  /** What is wrong with the VAEs that settings name. */
  void vaes(List<SettingProblem> found) {
    problems.addAll(found);
  }

  void batches(List<TrainingSettings> combinations, TrainingLengths lengths) {
    for (TrainingSettings settings : combinations) {
      int size = settings.loop().batchSize();
      long samples = lengths.of(settings).samplesPerEpoch();
      if (samples > 0 && size > samples) {
        tell(
            "batchSize",
            size,
            "batchSize %d is larger than the dataset, which shows %d pictures in an epoch: use at most %d, or raise its repeats."
                .formatted(size, samples, samples));
      }
    }
  }

  /** Where a job would save more checkpoints than anybody looks through. */
  void checkpoints(List<TrainingSettings> combinations, TrainingLengths lengths) {
    int most = limits.maxCheckpointsPerJob();
    if (!areLengthsKnown()) {
      return;
    }
    for (TrainingSettings settings : combinations) {
      OutputSettings output = settings.output();
      long count = lengths.of(settings).checkpoints(output);
      if (count > most) {
        tell(
            output.saveEverySteps() > 0 ? "saveEverySteps" : "saveEveryEpochs",
            output.saveEverySteps() > 0 ? output.saveEverySteps() : output.saveEveryEpochs(),
            "With saveEveryEpochs %d and saveEverySteps %d a job saves %d checkpoints, at most %d are allowed: save after more epochs or steps."
                .formatted(output.saveEveryEpochs(), output.saveEverySteps(), count, most));
      }
    }
  }

  /** Whether its jobs can be compared as they are to be. */
  void comparisons(Halving halving, List<TrainingSettings> combinations, Set<String> varied) {
    HalvingRules.problem(halving, combinations, varied).ifPresent(this::tell);
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

  private boolean areLengthsKnown() {
    return !doubtful.contains("epochs");
  }

  private void tell(String about, Object given, String message) {
    tell(new SettingProblem(about, String.valueOf(given), message));
  }

  /** why: a default that stands where nobody knows what was meant is not to be blamed */
  private void tell(SettingProblem problem) {
    String about = problem.setting();
    if (written == null || (written.contains(about) && !doubtful.contains(about))) {
      problems.add(problem);
    }
  }

  private void problem(String about, Object given, String message) {
    problems.add(new SettingProblem(about, String.valueOf(given), message));
  }
}
