package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.training.LoraMetadata;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.messaging.work.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an attempt saves of its training, and where another one may go on. */
final class Checkpoints {
  private static final long SESSION_BITS = 0xffff_ffffL;

  private final TrainingJob job;
  private final Attempt attempt;
  private final Means means;
  private final Path scratch;
  private final JobFolder folder;
  private final Instant begin;
  private Lease.@Nullable ResumePoint last;

  /** The step whose file was told of last; 0 before the first. */
  private long told;

  Checkpoints(TrainingJob job, Attempt attempt, Means means, Path scratch) {
    this.job = job;
    this.attempt = attempt;
    this.means = means;
    this.scratch = scratch;
    this.folder = new JobFolder(means.store(), job, attempt.epoch(), means.meters());
    this.begin = means.clock().instant();
    this.last = attempt.resumeFrom().orElse(null);
  }

  /** Where somebody may go on; empty while that is the beginning. */
  Optional<Lease.ResumePoint> last() {
    return Optional.ofNullable(last);
  }

  /** The last one is of no use: the training begins anew. */
  void forget() {
    last = null;
  }

  /** Brings a session to one; says how its epoch went until then. */
  EpochLoss restore(TrainingSession session, Lease.ResumePoint point) throws IOException {
    return folder.restore(session, point, scratch);
  }

  /** Stores LoRA file and state, both complete before anybody hears of them. */
  void save(TrainingSession session, DueFile due, EpochLoss loss, @Nullable Double validation)
      throws IOException {
    Path file = scratch.resolve(FileNames.inKey(due.name()));
    session.saveLora(file, metadata());
    JobFolder.Stored lora = folder.put(file, due.name());
    Files.delete(file);
    Lease.ResumePoint state = folder.putState(session, loss, scratch);
    attempt.publish(
        header ->
            new TrainingEvent.CheckpointSaved(
                job.id(),
                header,
                CheckpointId.random(),
                due.name(),
                session.epochsDone(),
                session.step(),
                session.done(),
                due.byStep(),
                loss.mean(session.stepsPerEpoch()),
                validation,
                lora.key().value(),
                lora.sha256(),
                lora.bytes(),
                state.stateKey(),
                state.stateSha256()));
    last = state; // why: not before its file is told of, for who goes on from it saves none
    told = session.step();
    means.meters().checkpointSaved();
  }

  /**
   * Saves a state alone, if there are steps that none holds. A file that is due now, but nobody was
   * told of, would never be saved by who goes on from here.
   */
  void keep(TrainingSession session, EpochLoss loss) throws IOException {
    boolean further = session.step() > last().map(Lease.ResumePoint::step).orElse(0L);
    boolean untold = session.step() != told && DueFile.now(job, session).isPresent();
    if (further && !untold) {
      last = folder.putState(session, loss, scratch);
    }
  }

  private LoraMetadata metadata() {
    return new LoraMetadata(
        job.outputName(),
        job.baseModel().name() + ".safetensors",
        job.id().value().getLeastSignificantBits() & SESSION_BITS,
        begin,
        means.clock().instant(),
        job.name());
  }
}
