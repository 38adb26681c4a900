package dev.lorafoundry.api.run;

import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.LoraReference;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import dev.lorafoundry.diffusion.training.TrainingLength;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do: the answer to a dry run, and the plan that a real one follows.
 *
 * @param settings the grid with everything that overrides it: what the run is remembered by
 * @param preview seeds may still be -1
 * @param keep which checkpoints of each job stay; absent: all
 * @param halving where weak jobs end early; absent: none does
 * @param notes what was changed of the request, sentences for people
 */
public record RunPlan(
    Version version,
    BaseModel baseModel,
    Priority priority,
    List<PlannedJob> jobs,
    Map<String, @Nullable Object> settings,
    PreviewSettings preview,
    @Nullable Keep keep,
    @Nullable Halving halving,
    Estimate estimate,
    List<String> notes) {
  public RunPlan {
    jobs = List.copyOf(jobs);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    notes = List.copyOf(notes);
  }

  /**
   * One combination.
   *
   * @param length as the worker will count it
   * @param baseModel with the VAE that it is used with
   * @param loras that its settings name
   * @param memory that it needs of its worker's device; absent where the model's sizes are unknown,
   *     or nobody asked for it
   */
  public record PlannedJob(
      String name,
      BaseModelReference baseModel,
      TrainingSettings settings,
      TrainingLength length,
      List<LoraReference> loras,
      @Nullable JobMemory memory) {
    public PlannedJob {
      loras = List.copyOf(loras);
    }

    /** How many it saves, unless it ends early. */
    public long checkpoints() {
      return length.checkpoints(settings.output());
    }

    private PlannedJob with(@Nullable JobMemory other) {
      return new PlannedJob(name, baseModel, settings, length, loras, other);
    }
  }

  /** The plan with what each job needs of memory, and a note where that is nowhere. */
  RunPlan withMemory(Function<TrainingSettings, Optional<JobMemory>> memory) {
    List<PlannedJob> counted =
        jobs.stream().map(job -> job.with(memory.apply(job.settings()).orElse(null))).toList();
    return new RunPlan(
        version,
        baseModel,
        priority,
        counted,
        settings,
        preview,
        keep,
        halving,
        estimate,
        Stream.concat(notes.stream(), MemoryNotes.of(counted).stream()).toList());
  }

  /** What the job needs that needs most memory; empty where that is unknown. */
  public Optional<MemoryEstimate> largestMemory() {
    return jobs.stream()
        .flatMap(job -> Stream.ofNullable(job.memory()))
        .map(JobMemory::needed)
        .max(Comparator.comparingLong(MemoryEstimate::total));
  }

  public long totalSteps() {
    return jobs.stream().mapToLong(job -> job.length().totalSteps()).sum();
  }

  public long totalCheckpoints() {
    return jobs.stream().mapToLong(PlannedJob::checkpoints).sum();
  }
}
