package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.BaseModels;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.training.CropRules;
import dev.lorafoundry.diffusion.training.TrainingLengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a request into a plan, or says everything that is wrong with it at once. */
final class RunPlanner {
  private final Versions versions;
  private final BaseModels models;
  private final Snapshots datasets;
  private final Estimator estimator;
  private final RunSettings limits;
  private final Presets presets;
  private final StartingLoras loras;
  private final ChosenVaes vaes;

  RunPlanner(
      Versions versions,
      BaseModels models,
      Snapshots datasets,
      Estimator estimator,
      RunSettings limits,
      Presets presets,
      StartingLoras loras,
      ChosenVaes vaes) {
    this.versions = versions;
    this.models = models;
    this.datasets = datasets;
    this.estimator = estimator;
    this.limits = limits;
    this.presets = presets;
    this.loras = loras;
    this.vaes = vaes;
  }

  /**
   * @param existing what the version has already
   * @throws VersionNotFound if there is no such version
   * @throws RunRefused with every problem
   */
  RunPlan plan(RunRequest request, Existing existing) {
    DatasetSummary dataset = datasets.summary(version(request).id());
    RunPlan plan = plan(request, dataset, existing);
    return plan.withMemory(estimator.memory(plan.baseModel(), dataset));
  }

  /**
   * Plans nothing, but says what can be said without knowing what the version has already.
   *
   * @throws VersionNotFound if there is no such version
   * @throws RunRefused with every problem
   */
  void check(RunRequest request) {
    Checked unused = checked(request, datasets.summary(version(request).id()));
  }

  private Version version(RunRequest request) {
    return versions
        .find(request.version())
        .orElseThrow(() -> new VersionNotFound(request.version()));
  }

  /**
   * @param dataset what is trained on
   * @param existing what the version has already
   * @throws VersionNotFound if there is no such version
   * @throws RunRefused with every problem
   */
  RunPlan plan(RunRequest request, DatasetSummary dataset, Existing existing) {
    Version version = version(request);
    Checked checked = checked(request, dataset);
    Grid grid = checked.grid();
    Untrained left =
        Untrained.of(checked.combinations(), grid.varied(), withSameVae(existing, checked.model()));
    RunChecks checks = new RunChecks(limits);
    checks.left(left);
    checks.finish();
    List<PlannedJob> jobs = named(checked, left, existing.names());
    List<String> notes = new ArrayList<>(grid.notes());
    notes.addAll(left.notes());
    notes.addAll(notes(checked.requested(), jobs, checked.model(), dataset));
    notes.addAll(CautionNotes.of(jobs, checked.model(), checked.lengths(), estimator.device()));
    notes.addAll(KeepNotes.of(checked.keep(), jobs));
    notes.addAll(halvingNotes(checked.halving(), left.combinations()));
    return new RunPlan(
        version,
        checked.model(),
        checked.priority(),
        jobs,
        checked.requested().training(),
        checked.preview(),
        checked.keep(),
        checked.halving(),
        estimator.estimate(checked.model().reference().id(), jobs),
        notes);
  }

  /** What is trained already with the VAE that a job would have now. */
  private Map<TrainingSettings, Job> withSameVae(Existing existing, BaseModel model) {
    return existing.trained(
        job ->
            job.ticket()
                .baseModel()
                .vaeSha256()
                .equals(vaes.model(model.reference(), job.ticket().settings()).vaeSha256()));
  }

  /** A request in which nothing is wrong. */
  private record Checked(
      RequestedSettings requested,
      BaseModel model,
      Priority priority,
      Grid grid,
      List<TrainingSettings> combinations,
      TrainingLengths lengths,
      PreviewSettings preview,
      @Nullable Keep keep,
      @Nullable Halving halving) {}

  private Checked checked(RunRequest request, DatasetSummary dataset) {
    RequestedSettings requested = RequestedSettings.of(request, presets);
    RunChecks checks = new RunChecks(limits);
    Optional<BaseModel> model = checks.baseModel(request, models);
    Optional<Priority> priority = checks.priority(request);
    Optional<Grid> grid = checks.grid(requested, request);
    List<TrainingSettings> combinations = grid.map(checks::combinations).orElse(List.of());
    Optional<PreviewSettings> preview = checks.preview(requested);
    Optional<Keep> keep = checks.keep(request);
    Optional<Halving> halving = checks.halving(request);
    checks.dataset(dataset);
    TrainingLengths lengths = new TrainingLengths(dataset.manifest());
    model.ifPresent(found -> checks.prediction(requested, found));
    model.ifPresent(found -> checks.rules(combinations, found, lengths));
    checks.heldOut(combinations, dataset.manifest());
    checks.crops(combinations, dataset.manifest());
    model.ifPresent(found -> checks.loras(loras, combinations, found));
    checks.vaes(vaes.problems(grid.map(found -> found.values("vae")).orElse(Set.of())));
    checks.batches(combinations, lengths);
    checks.checkpoints(combinations, lengths);
    Set<String> varied = grid.map(Grid::varied).orElse(Set.of());
    halving.ifPresent(asked -> checks.comparisons(asked, combinations, varied));
    checks.finish();
    return new Checked(
        requested,
        model.orElseThrow(),
        priority.orElseThrow(),
        grid.orElseThrow(),
        combinations,
        lengths,
        preview.orElseThrow(),
        keep.orElse(null),
        halving.orElse(null));
  }

  private static List<String> notes(
      RequestedSettings requested, List<PlannedJob> jobs, BaseModel model, DatasetSummary dataset) {
    Family family = model.reference().family();
    List<String> notes =
        new ArrayList<>(requested.notes(family, model.reference().prediction(), dataset));
    notes.addAll(UnusedNotes.of(jobs, family));
    if (!dataset.masks() && jobs.stream().anyMatch(job -> job.settings().loss().maskedLoss())) {
      notes.add(
          "maskedLoss changes nothing, since no picture has a mask: upload some, or switch"
              + " alphaMask of the preparation on, and prepare the pictures again.");
    }
    if (CropRules.leavesNoChoice(dataset.manifest())
        && jobs.stream().anyMatch(job -> job.settings().pictures().randomCrop())) {
      notes.add(
          "randomCrop changes nothing but the time that a step takes, since every picture fills its"
              + " size exactly: leave it out.");
    }
    return notes;
  }

  private static List<String> halvingNotes(@Nullable Halving halving, List<TrainingSettings> jobs) {
    return halving == null ? List.of() : HalvingRules.notes(halving, jobs);
  }

  private List<PlannedJob> named(Checked checked, Untrained left, Set<String> takenNames) {
    String model = checked.model().reference().name();
    JobNames names = new JobNames(takenNames);
    return left.combinations().stream()
        .map(
            settings ->
                new PlannedJob(
                    names.next(model, settings, checked.grid().varied()),
                    vaes.model(checked.model().reference(), settings),
                    settings,
                    checked.lengths().of(settings),
                    loras.of(settings),
                    null))
        .toList();
  }
}
