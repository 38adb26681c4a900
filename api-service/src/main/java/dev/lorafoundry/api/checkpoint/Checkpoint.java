package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One LoRA file that a job saved, or that was made of such files.
 *
 * @param name file name with extension
 * @param epoch epochs done, the one that its step may be in the middle of left out
 * @param step optimiser steps done: a job saves one file after each step at most
 * @param last whether it is the job's final file
 * @param byStep whether it was saved for its step, and not for an epoch that this ended
 * @param averageLoss mean over as many steps as an epoch has, up to here; within the first epoch
 *     over those that there were
 * @param validationLoss of these weights, where it was computed
 * @param key object key of the file
 * @param droppedAt when the file went because its run does not keep it; absent: it is there
 * @param task which made it of others; absent: a job saved it. Job, epoch, step and losses are then
 *     those of the first of these.
 */
public record Checkpoint(
    CheckpointId id,
    JobId job,
    RunId run,
    VersionId version,
    String name,
    int epoch,
    long step,
    boolean last,
    boolean byStep,
    double averageLoss,
    @Nullable Double validationLoss,
    String key,
    String sha256,
    long bytes,
    Instant createdAt,
    @Nullable Instant droppedAt,
    @Nullable LoraTaskId task) {

  /**
   * By validation loss as far as there are some, else by mean loss; of equals the earlier one.
   * Those within the first epoch come last, the newest of them first: their means are of as many
   * steps as there were, and can't be compared.
   */
  public static final Comparator<Checkpoint> BEST_FIRST =
      Comparator.comparing(
              Checkpoint::validationLoss, Comparator.nullsLast(Comparator.<Double>naturalOrder()))
          .thenComparing(Checkpoint::isInFirstEpoch)
          .thenComparing(each -> each.isInFirstEpoch() ? -each.step() : each.averageLoss())
          .thenComparing(Checkpoint::step);

  static Checkpoint of(CheckpointSaved saved, RunId run, VersionId version) {
    return new Checkpoint(
        saved.checkpoint(),
        saved.job(),
        run,
        version,
        saved.name(),
        saved.trainingEpoch(),
        saved.step(),
        saved.last(),
        saved.byStep(),
        saved.averageLoss(),
        saved.validationLoss(),
        saved.key(),
        saved.sha256(),
        saved.bytes(),
        saved.at(),
        null,
        null);
  }

  /**
   * A LoRA that a task made of others.
   *
   * @param first of these
   * @param made file name with extension
   */
  public static Checkpoint made(
      LoraTaskEvent.Finished finished, VersionId version, Checkpoint first, String made) {
    return new Checkpoint(
        CheckpointId.random(),
        first.job(),
        first.run(),
        version,
        made,
        first.epoch(),
        first.step(),
        false,
        first.byStep(),
        first.averageLoss(),
        first.validationLoss(),
        finished.key(),
        finished.sha256(),
        finished.bytes(),
        finished.at(),
        null,
        finished.task());
  }

  /** Whether no epoch was over when it was saved. */
  private boolean isInFirstEpoch() {
    return byStep && epoch == 0;
  }

  /** Whether it was made of others, by no job. */
  public boolean made() {
    return task != null;
  }

  /** Whether its file is gone. */
  public boolean dropped() {
    return droppedAt != null;
  }

  /** The file name that it has as its job's final one: without the epoch or step. */
  public String finalName() {
    return last ? name : name.replaceFirst("-(?:step\\d{8}|\\d{6})(?=\\.[^.]*$)", "");
  }

  /** Its file name without the extension. */
  public String stem() {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * Its file name with the job's, since files of all jobs of a version are named alike; of one that
   * was made of others its own, which somebody chose.
   */
  public String nameWith(String job) {
    return made() ? name : stem() + "-" + job + name.substring(stem().length());
  }
}
