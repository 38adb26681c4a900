package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an attempt at a training job says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = TrainingEvent.Progressed.class, name = "progressed"),
  @JsonSubTypes.Type(value = TrainingEvent.Validated.class, name = "validated"),
  @JsonSubTypes.Type(value = TrainingEvent.Logged.class, name = "logged"),
  @JsonSubTypes.Type(value = TrainingEvent.CheckpointSaved.class, name = "checkpoint-saved"),
  @JsonSubTypes.Type(value = TrainingEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = TrainingEvent.Failed.class, name = "failed")
})
public sealed interface TrainingEvent extends WorkEvent {
  JobId job();

  @Override
  default WorkId work() {
    return WorkId.of(job());
  }

  /**
   * The first step is about to be taken.
   *
   * @param firstStep optimiser steps already done by earlier attempts
   */
  record Started(JobId job, EventHeader header, long firstStep, long totalSteps, long stepsPerEpoch)
      implements TrainingEvent {}

  /**
   * Some steps further. Sent at most every second or so.
   *
   * @param trainingEpoch epoch of the dataset, from 1
   * @param points one per step since the last such event
   * @param stepsPerSecond over the last seconds
   */
  record Progressed(
      JobId job,
      EventHeader header,
      long step,
      int trainingEpoch,
      double stepsPerSecond,
      List<Point> points)
      implements TrainingEvent {
    public Progressed {
      points = List.copyOf(points);
    }
  }

  /**
   * One optimiser step.
   *
   * @param step counted from 1
   * @param loss mean over the batch
   * @param learningRate of the U-Net, or of the text encoder where that alone is trained
   * @param textEncoderLearningRate of the (first) text encoder where it is trained beside the
   *     U-Net; absent otherwise, and in older events
   */
  record Point(
      long step, double loss, double learningRate, @Nullable Double textEncoderLearningRate) {
    /** Where one part is trained. */
    public Point(long step, double loss, double learningRate) {
      this(step, loss, learningRate, null);
    }
  }

  /**
   * The validation loss after an epoch was computed.
   *
   * @param trainingEpoch epochs done
   * @param step optimiser steps done
   */
  record Validated(JobId job, EventHeader header, int trainingEpoch, long step, double loss)
      implements TrainingEvent {}

  /**
   * Lines of the attempt's log that people may want to read.
   *
   * @param level of all of them; absent in older events: {@link LogLevel#INFO}
   */
  record Logged(JobId job, EventHeader header, List<String> lines, @Nullable LogLevel level)
      implements TrainingEvent {
    public Logged {
      lines = List.copyOf(lines);
      level = level == null ? LogLevel.INFO : level;
    }

    /** Lines that all is well. */
    public Logged(JobId job, EventHeader header, List<String> lines) {
      this(job, header, lines, LogLevel.INFO);
    }

    @Override
    public LogLevel level() {
      return Objects.requireNonNull(level);
    }
  }

  /**
   * A LoRA file and, with it, the state to resume from are complete in the object store.
   *
   * @param name file name with extension, such as {@code starz-v5-000006.safetensors}
   * @param trainingEpoch epochs done, the one that this step may be in the middle of left out
   * @param step optimiser steps done: a job has one checkpoint after each step at most
   * @param last whether it is the job's final file
   * @param byStep whether it was saved for its step and has its name from that; false, as in older
   *     events: for the epoch that it ended
   * @param averageLoss mean over as many steps as an epoch has, up to here; within the first epoch
   *     over those that there were
   * @param validationLoss of these weights; absent where it was not computed, and in older events
   */
  record CheckpointSaved(
      JobId job,
      EventHeader header,
      CheckpointId checkpoint,
      String name,
      int trainingEpoch,
      long step,
      boolean last,
      @Nullable Boolean byStep,
      double averageLoss,
      @Nullable Double validationLoss,
      String key,
      String sha256,
      long bytes,
      String stateKey,
      String stateSha256)
      implements TrainingEvent {
    public CheckpointSaved {
      byStep = byStep != null && byStep;
    }

    /** After a whole epoch. */
    public CheckpointSaved(
        JobId job,
        EventHeader header,
        CheckpointId checkpoint,
        String name,
        int trainingEpoch,
        long step,
        boolean last,
        double averageLoss,
        @Nullable Double validationLoss,
        String key,
        String sha256,
        long bytes,
        String stateKey,
        String stateSha256) {
      this(
          job,
          header,
          checkpoint,
          name,
          trainingEpoch,
          step,
          last,
          false,
          averageLoss,
          validationLoss,
          key,
          sha256,
          bytes,
          stateKey,
          stateSha256);
    }

    @Override
    public Boolean byStep() {
      return Objects.requireNonNull(byStep);
    }
  }

  /**
   * The training is at its end and the final checkpoint is saved.
   *
   * @param finalLoss mean over the last epoch
   * @param trainingTime of this attempt
   * @param stoppedEarly why not all steps were taken; absent if they were, and in older events
   */
  record Finished(
      JobId job,
      EventHeader header,
      double finalLoss,
      Duration trainingTime,
      @Nullable StoppedEarly stoppedEarly)
      implements TrainingEvent {
    /** After all steps. */
    public Finished(JobId job, EventHeader header, double finalLoss, Duration trainingTime) {
      this(job, header, finalLoss, trainingTime, null);
    }
  }

  /** The attempt failed; {@code message} says what and what to do, for people. */
  record Failed(JobId job, EventHeader header, FailureKind kind, String message)
      implements TrainingEvent {}
}
