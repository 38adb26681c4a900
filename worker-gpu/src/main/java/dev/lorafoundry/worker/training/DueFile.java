package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.settings.OutputSettings;
import dev.lorafoundry.diffusion.training.TrainingSession;
import java.util.Optional;

/**
 * The LoRA file that is to be saved after a step. There is one at most: the last one is the last
 * one only, and one that is due for its epoch and for its step is that of the epoch.
 *
 * @param name with extension
 * @param byStep whether it is due for its step alone
 */
record DueFile(String name, boolean byStep) {
  /**
   * Of where a training stands; empty while its weights are to be validated, for the file comes
   * after that.
   */
  static Optional<DueFile> now(TrainingJob job, TrainingSession session) {
    if (session.step() == 0 || session.isToBeValidated()) {
      return Optional.empty();
    }
    if (session.done()) {
      return Optional.of(last(job));
    }
    return session.step() % session.stepsPerEpoch() == 0
        ? afterEpoch(job, session.epochsDone(), session.step())
        : afterStep(job, session.step());
  }

  /** After the last step of all. */
  static DueFile last(TrainingJob job) {
    return new DueFile(FileNames.last(job.outputName()), false);
  }

  /**
   * After a step that ended an epoch.
   *
   * @param epoch from 1
   */
  static Optional<DueFile> afterEpoch(TrainingJob job, int epoch, long step) {
    return output(job).savesAfterEpoch(epoch)
        ? Optional.of(new DueFile(FileNames.afterEpoch(job.outputName(), epoch), false))
        : afterStep(job, step);
  }

  /** After a step within an epoch. */
  static Optional<DueFile> afterStep(TrainingJob job, long step) {
    return output(job).savesAfterStep(step)
        ? Optional.of(new DueFile(FileNames.afterStep(job.outputName(), step), true))
        : Optional.empty();
  }

  private static OutputSettings output(TrainingJob job) {
    return job.settings().output();
  }
}
