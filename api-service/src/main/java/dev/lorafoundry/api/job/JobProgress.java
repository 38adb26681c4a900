package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.TrainingEvent;
import org.jspecify.annotations.Nullable;

/**
 * How far a job's training is.
 *
 * @param step optimiser steps done
 * @param epoch epoch of the dataset, from 1; 0 before the first step
 * @param loss of the newest step
 * @param stepsPerSecond over the last seconds of training
 * @param finalLoss mean over the last epoch, once it is done
 * @param validationLoss the newest one, where its run asks for one
 * @param checkpoints files saved so far
 */
public record JobProgress(
    long step,
    long totalSteps,
    int epoch,
    @Nullable Double loss,
    @Nullable Double learningRate,
    @Nullable Double stepsPerSecond,
    @Nullable Double finalLoss,
    @Nullable Double validationLoss,
    int checkpoints) {

  static JobProgress none(long plannedSteps) {
    return new JobProgress(0, plannedSteps, 0, null, null, null, null, null, 0);
  }

  JobProgress started(TrainingEvent.Started event) {
    return new JobProgress(
        event.firstStep(),
        event.totalSteps(),
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        null,
        validationLoss,
        checkpoints);
  }

  JobProgress further(TrainingEvent.Progressed event) {
    boolean silent = event.points().isEmpty();
    TrainingEvent.Point newest =
        silent
            ? new TrainingEvent.Point(event.step(), 0, 0)
            : event.points().get(event.points().size() - 1);
    return new JobProgress(
        event.step(),
        totalSteps,
        event.trainingEpoch(),
        silent ? loss : Double.valueOf(newest.loss()),
        silent ? learningRate : Double.valueOf(newest.learningRate()),
        event.stepsPerSecond(),
        finalLoss,
        validationLoss,
        checkpoints);
  }

  JobProgress saved() {
    return new JobProgress(
        step,
        totalSteps,
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        finalLoss,
        validationLoss,
        checkpoints + 1);
  }

  JobProgress validated(TrainingEvent.Validated event) {
    return new JobProgress(
        step,
        totalSteps,
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        finalLoss,
        event.loss(),
        checkpoints);
  }

  /** There will be no more steps. */
  JobProgress ended() {
    return new JobProgress(
        step,
        step,
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        finalLoss,
        validationLoss,
        checkpoints);
  }

  JobProgress settledAt(long result) {
    return new JobProgress(
        result,
        result,
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        finalLoss,
        validationLoss,
        checkpoints);
  }

  JobProgress finished(TrainingEvent.Finished event) {
    long steps = event.stoppedEarly() == null ? totalSteps : event.stoppedEarly().step();
    return new JobProgress(
        steps,
        steps,
        epoch,
        loss,
        learningRate,
        stepsPerSecond,
        event.finalLoss(),
        validationLoss,
        checkpoints);
  }
}
