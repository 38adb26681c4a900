package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Discards LoRA files that attempts stored in vain: what an earlier attempt has stored already, and
 * what came late. A file that a checkpoint names stays, as does one outside of the attempt's own
 * folder, which nobody else writes into.
 */
final class DiscardUnnamedLoras implements WorkListener {
  private final WorkKind kind;
  private final Function<WorkEvent, Optional<Stored>> stored;
  private final Pictures objects;

  /**
   * A file of which an event tells.
   *
   * @param folder in which the work's attempts have theirs
   * @param named those that checkpoints of this work name
   */
  private record Stored(String key, String folder, List<Checkpoint> named) {
    boolean isOwn(WorkEvent event) {
      return key.startsWith("%s/e%d/".formatted(folder, event.epoch().value()));
    }

    boolean isNamed() {
      return named.stream().anyMatch(checkpoint -> checkpoint.key().equals(key));
    }
  }

  private DiscardUnnamedLoras(
      WorkKind kind, Function<WorkEvent, Optional<Stored>> stored, Pictures objects) {
    this.kind = kind;
    this.stored = stored;
    this.objects = objects;
  }

  /**
   * Of trainings: checkpoints of a step that an earlier attempt has saved already.
   *
   * @param objects where objects that nobody needs any more are noted
   */
  static DiscardUnnamedLoras ofTrainings(Checkpoints checkpoints, Pictures objects) {
    return new DiscardUnnamedLoras(
        WorkKind.TRAINING,
        event ->
            event instanceof TrainingEvent.CheckpointSaved saved
                ? Optional.of(
                    new Stored(saved.key(), "jobs/" + saved.job(), checkpoints.ofJob(saved.job())))
                : Optional.empty(),
        objects);
  }

  /**
   * Of LoRA tasks: what another attempt has made too.
   *
   * @param objects where objects that nobody needs any more are noted
   */
  static DiscardUnnamedLoras ofTasks(LoraTasks tasks, Checkpoints checkpoints, Pictures objects) {
    return new DiscardUnnamedLoras(
        WorkKind.LORA_TASK,
        event ->
            event instanceof LoraTaskEvent.Finished made
                ? Optional.of(
                    new Stored(
                        made.key(),
                        "loras/" + made.task(),
                        tasks
                            .find(made.task())
                            .map(LoraTask::result)
                            .flatMap(result -> checkpoints.find(result.checkpoint()))
                            .stream()
                            .toList()))
                : Optional.empty(),
        objects);
  }

  @Override
  public WorkKind kind() {
    return kind;
  }

  @Override
  public void told(WorkEvent event) {
    discardUnnamed(event);
  }

  @Override
  public void toldLate(WorkEvent event) {
    discardUnnamed(event);
  }

  private void discardUnnamed(WorkEvent event) {
    stored
        .apply(event)
        .filter(file -> file.isOwn(event) && !file.isNamed())
        .ifPresent(file -> objects.discard(List.of(file.key())));
  }
}
