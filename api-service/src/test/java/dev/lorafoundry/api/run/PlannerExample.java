package dev.lorafoundry.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointExample;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.dataset.DatasetExample;
import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.InMemoryLoras;
import dev.lorafoundry.api.model.InMemoryModels;
import dev.lorafoundry.api.model.InMemoryVaes;
import dev.lorafoundry.api.model.RegisteredModel;
import dev.lorafoundry.api.preset.InMemoryOwnPresets;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.api.worker.InMemoryWorkers;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.diffusion.model.ModelSizes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans runs of one dataset on one base model, with everything in memory. */
final class PlannerExample {
  final Version version = new Version(VersionId.random(), "v1", ProjectId.random(), "starz");
  final BaseModelId model = BaseModelId.random();
  final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  final InMemoryLoras loras = new InMemoryLoras();
  private final InMemoryModels models = new InMemoryModels();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryWorkers workers = new InMemoryWorkers();
  Family family = Family.SD1;
  DatasetSummary dataset = DatasetExample.ready(10);
  OptionalDouble speed = OptionalDouble.empty();

  /** Settings: name, value, name, value … */
  static Map<String, @Nullable Object> grid(Object... pairs) {
    Map<String, @Nullable Object> grid = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      grid.put((String) pairs[i], pairs[i + 1]);
    }
    return grid;
  }

  RunPlan plan(Map<String, @Nullable Object> settings) {
    return plan(request(model, settings, Map.of()));
  }

  RunPlan plan(RunRequest request) {
    return planner().plan(request, Existing.named(Set.of()));
  }

  void assertRefused(Map<String, @Nullable Object> settings, String... parts) {
    assertThatThrownBy(() -> plan(settings))
        .isInstanceOf(RunRefused.class)
        .hasMessageContainingAll(parts);
  }

  RunRequest request(
      BaseModelId baseModel,
      Map<String, @Nullable Object> settings,
      Map<String, @Nullable Object> preview) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(settings);
    all.putIfAbsent("rank", 8);
    return new RunRequest(version.id(), baseModel, all, preview, true, Priority.NORMAL);
  }

  RunRequest zipped(
      Map<String, @Nullable Object> settings, WrittenArguments arguments, String... group) {
    return new RunRequest(
        version.id(),
        model.toString(),
        settings,
        Map.of(),
        true,
        null,
        null,
        arguments,
        List.of(List.of(group)),
        false,
        null,
        null);
  }

  /** A checkpoint of a job with these settings, on a base model of this family. */
  Checkpoint saved(Family trained, Map<String, Object> settings) {
    JobTicket ticket = JobExample.job(RunId.random(), version.id(), "a").ticket();
    BaseModelReference of =
        new BaseModelReference(
            model, "other", trained, PredictionType.EPSILON, "00", 1, "models/00", null);
    Job job =
        Job.submitted(
            new JobTicket(
                JobId.random(),
                ticket.run(),
                ticket.version(),
                ticket.name(),
                of,
                ticket.snapshotKey(),
                SettingsCatalogue.TRAINING.read(settings),
                ticket.priority(),
                ticket.plannedSteps(),
                ticket.createdAt(),
                null));
    jobs.add(job);
    Checkpoint checkpoint = CheckpointExample.checkpoint(job, 2);
    assertThat(checkpoints.add(checkpoint)).isTrue();
    return checkpoint;
  }

  /** The base model is as large as Stable Diffusion 1, so that its memory is known. */
  void fullSize() {
    ModelSizes sizes =
        new ModelSizes(
            List.of(320L, 640L, 1280L, 1280L),
            List.of(1, 1, 1, 0),
            768,
            12,
            768,
            List.of(128L, 256L, 512L, 512L),
            1_066_235_307L);
    RegisteredModel registered =
        models.add(new RegisteredModel(new BaseModel(reference(), 320, 12), sizes, Instant.EPOCH));
    assertThat(registered.model().reference().id()).isEqualTo(model);
  }

  /** A worker that trains on this device says that it is there. */
  void report(String id, String device) {
    report(id, device, null);
  }

  /**
   * @param memory bytes of the device; absent: unknown
   */
  void report(String id, String device, @Nullable Long memory) {
    report(id, device, memory, false);
  }

  /**
   * @param draining it takes no more work
   */
  void report(String id, String device, @Nullable Long memory, boolean draining) {
    workers.report(
        new WorkerReport(
            new WorkerId(id), Set.of(WorkKind.TRAINING), device, memory, "1", null, draining),
        Instant.EPOCH);
  }

  private BaseModelReference reference() {
    return new BaseModelReference(
        model, "starter", family, PredictionType.EPSILON, "00", 1, "models/00.safetensors", null);
  }

  private RunPlanner planner() {
    Estimator estimator =
        new Estimator(
            (id, batch) -> speed,
            new LiveTrainers(
                workers,
                new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)),
                () -> Instant.EPOCH),
            new MemoryEstimator(models, workers));
    return new RunPlanner(
        id -> Optional.of(version).filter(each -> each.id().equals(id)),
        id -> Optional.of(new BaseModel(reference(), 64, 4)).filter(each -> id.equals(model)),
        new FixedDataset(),
        estimator,
        new RunSettings(6, 1000, 400, 500),
        new Presets(List.of(), new InMemoryOwnPresets()),
        new StartingLoras(checkpoints, jobs, loras, models),
        new ChosenVaes(new InMemoryVaes()));
  }

  private final class FixedDataset implements Snapshots {
    @Override
    public DatasetSummary summary(VersionId id) {
      return dataset;
    }

    @Override
    public Optional<String> key(VersionId id) {
      return Optional.of("snapshots/00.json");
    }

    @Override
    public Snapshot take(VersionId id) {
      return new Snapshot(new SnapshotReference("00", "snapshots/00.json"), dataset);
    }
  }
}
