package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.training.StateRefused;
import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.diffusion.training.TrainingSession;
import dev.lorafoundry.diffusion.training.WarmBase;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.EventNotTaken;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.objectstore.DamagedObject;
import dev.lorafoundry.objectstore.NoSuchObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt at one training job, from its material to its last checkpoint. */
final class TrainingRun {
  private final TrainingJob job;
  private final JobLoras loras;
  private final Attempt attempt;
  private final Means means;
  private final Path scratch;
  private final Checkpoints checkpoints;
  private final JobLog story;
  private final ProgressReports progress;
  private final Instant begin;
  private Instant tried;
  private EpochLoss loss = EpochLoss.NONE;

  /** Whether the session has begun: from then on its loop looks for commands, between steps. */
  private boolean begun;

  /** Whether people know that steps are passed by. */
  private boolean passedBy;

  /**
   * @param scratch an empty folder of this attempt alone
   */
  TrainingRun(TrainingJob job, Attempt attempt, Means means, Path scratch) {
    this.job = job;
    this.loras = new JobLoras(job);
    this.attempt = attempt;
    this.means = means;
    this.scratch = scratch;
    this.checkpoints = new Checkpoints(job, attempt, means, scratch);
    this.story = new JobLog(job, attempt);
    this.progress = new ProgressReports(job, attempt, means.clock());
    this.begin = means.clock().instant();
    this.tried = begin;
  }

  /**
   * Trains until all steps are done or the API asks to stop; from what was saved last, if a call
   * before this one failed.
   */
  Outcome train() throws IOException {
    tried = means.clock().instant();
    begun = false;
    try {
      obey();
      WarmBase base = means.models().get(job.baseModel(), loras.merged(), this::obey);
      base.beforeEncoding(this::obey);
      Dataset dataset = Dataset.of(means.store(), job.snapshot());
      try (TrainingSession session = start(base, dataset)) {
        begun = true;
        return train(session);
      }
    } catch (Stopped e) {
      return giveBack(e.command());
    }
  }

  /** Tells people that what earlier jobs left on the device was in the way, before the next try. */
  void sayShortOfMemory() {
    story.warn(
        "Short of memory beside what earlier jobs left on the device: once more without it.");
  }

  private TrainingSession start(WarmBase base, Dataset dataset) {
    story.say(
        "Making ready: %s on %s, %d pictures, of which an epoch shows %d samples.",
        job.name(),
        job.baseModel().name(),
        dataset.snapshot().pictures().size(),
        dataset.snapshot().samplesPerEpoch());
    return TrainingSession.start(
        base,
        job.settings(),
        dataset.snapshot(),
        source(dataset),
        loras.start().map(means.models()::lora));
  }

  private Function<Picture, BufferedImage> source(Dataset dataset) {
    return job.settings().pictures().randomCrop()
        ? new PictureFiles(dataset, scratch, this::obey, means.pictureShare())::picture
        : picture -> fetch(dataset, picture);
  }

  private BufferedImage fetch(Dataset dataset, Picture picture) {
    obey();
    return dataset.picture(picture);
  }

  /** While nothing is trained yet there is nothing to save: it stops where it is. */
  private void obey() {
    if (begun) {
      return;
    }
    Command command = attempt.command();
    if (command != Command.CONTINUE) {
      throw new Stopped(command);
    }
  }

  private Outcome train(TrainingSession session) throws IOException {
    try {
      return trainOn(session);
    } catch (EventNotTaken e) {
      return leave(session, e);
    }
  }

  private Outcome trainOn(TrainingSession session) throws IOException {
    resume(session);
    means.meters().ready(since(tried));
    attempt.progress(session.step(), session.totalSteps());
    attempt.publish(
        header ->
            new TrainingEvent.Started(
                job.id(), header, session.step(), session.totalSteps(), session.stepsPerEpoch()));
    progress.begin();
    double shown = (double) session.samplesPerEpoch() / session.stepsPerEpoch();
    while (!session.done()) {
      Optional<Outcome> end = follow(attempt.command(), session);
      if (end.isPresent()) {
        return end.get();
      }
      if (session.isToBeValidated()) {
        validate(session);
      } else {
        step(session, shown);
      }
    }
    return finish(session);
  }

  private void resume(TrainingSession session) throws IOException {
    Optional<Lease.ResumePoint> point = checkpoints.last();
    loss = EpochLoss.NONE;
    if (point.isEmpty()) {
      story.say("Training %d steps in %d epochs.", session.totalSteps(), session.epochs());
      if (session.heldOut() > 0) {
        story.say("Pictures held out for the validation loss: %d.", session.heldOut());
      }
      sayMasked(session.masked());
      return;
    }
    try {
      loss = checkpoints.restore(session, point.get());
      means.meters().resumed();
      story.say("Going on after step %d of %d.", session.step(), session.totalSteps());
    } catch (StateRefused | DamagedObject | NoSuchObject e) {
      checkpoints.forget();
      means.meters().stateRefused();
      story.warn(
          "The saved state can't be used, beginning anew: %s", String.valueOf(e.getMessage()));
    }
  }

  private void sayMasked(int pictures) {
    if (pictures > 0) {
      story.say("Pictures whose masks the loss keeps to: %d.", pictures);
    } else if (job.settings().loss().maskedLoss()) {
      story.warn("maskedLoss is on, but no picture has a mask: all count as a whole.");
    }
  }

  private Optional<Outcome> follow(Command command, TrainingSession session) throws IOException {
    switch (command) {
      case CONTINUE -> {}
      case CANCEL -> {
        tellLastSteps();
        return Optional.of(
            givenBack(reason(command) + " at step " + session.step() + ".", command));
      }
      case PAUSE, DRAIN -> {
        return Optional.of(giveBack(command, session));
      }
    }
    return Optional.empty();
  }

  private void step(TrainingSession session, double shown) throws IOException {
    long started = System.nanoTime();
    StepReport report = session.takeStep();
    means.meters().stepped(Duration.ofNanos(System.nanoTime() - started), shown, report.loss());
    loss = loss.plus(report);
    attempt.progress(session.step(), session.totalSteps());
    progress.add(report);
    sayPassedBy(report);
    if (session.isToBeValidated()) {
      progress.flush();
    } else {
      saveIfDue(session, null);
    }
  }

  private void sayPassedBy(StepReport report) {
    if (report.passedBy()) {
      means.meters().passedBy();
      if (!passedBy) {
        passedBy = true;
        story.say(
            "fp16 overflowed in step %d, which changed nothing: the loss is scaled less from now on, as in steps to come that overflow.",
            report.step());
      }
    }
  }

  /** By one batch: whoever asks the training to stop is heard after each. */
  private void validate(TrainingSession session) throws IOException {
    OptionalDouble loss = session.validateBatch();
    if (loss.isPresent()) {
      saveIfDue(session, validated(loss.getAsDouble(), session));
      progress.begin();
    }
  }

  /** The validation loss, absent if it is no number. */
  private @Nullable Double validated(double validation, TrainingSession session) {
    int epoch = session.epochsDone();
    if (!Double.isFinite(validation)) {
      story.warn("The validation loss after epoch %d is no number.", epoch);
      return null;
    }
    attempt.publish(
        header -> new TrainingEvent.Validated(job.id(), header, epoch, session.step(), validation));
    return validation;
  }

  private void saveIfDue(TrainingSession session, @Nullable Double validation) throws IOException {
    Optional<DueFile> due = DueFile.now(job, session);
    if (due.isPresent()) {
      save(session, due.get(), validation);
    }
  }

  private void save(TrainingSession session, DueFile due, @Nullable Double validation)
      throws IOException {
    progress.flush();
    checkpoints.save(session, due, loss, validation);
    String judged =
        validation == null ? "" : String.format(Locale.ROOT, ", validation loss %.4f", validation);
    story.say(
        "Saved %s after step %d of %d, loss %.4f%s.",
        due.name(),
        session.step(),
        session.totalSteps(),
        loss.mean(session.stepsPerEpoch()),
        judged);
    progress.begin();
  }

  /** While nothing is trained yet: what was saved before goes with the release. */
  private Outcome giveBack(Command command) {
    String when =
        checkpoints
            .last()
            .map(point -> " before it went on after step " + point.step() + ".")
            .orElse(" before the first step.");
    return givenBack(reason(command) + when, command);
  }

  /** Saves first: the state goes with the release, whether or not events get through. */
  private Outcome giveBack(Command command, TrainingSession session) throws IOException {
    checkpoints.keep(session, loss);
    tellLastSteps();
    return givenBack(reason(command) + " at step " + session.step() + ".", command);
  }

  /** Nobody hears of the training: what it has come to goes with the release, as at any stop. */
  private Outcome leave(TrainingSession session, EventNotTaken e) throws IOException {
    story.keep("Given back at step %d: %s", session.step(), String.valueOf(e.getMessage()));
    Command command = attempt.command();
    if (command != Command.CANCEL) {
      checkpoints.keep(session, loss);
    }
    return givenBack(
        "Given back at step %d, for nobody heard of it: %s"
            .formatted(session.step(), e.getMessage()),
        command);
  }

  private Outcome givenBack(String reason, Command command) {
    return new Outcome.GivenBack(
        reason, command == Command.CANCEL ? null : checkpoints.last().orElse(null));
  }

  /** If events get through: a training that ends early ends all the same. */
  private void tellLastSteps() {
    try {
      progress.flush();
    } catch (EventNotTaken e) {
      story.keep("The last steps' losses can't be told: %s", String.valueOf(e.getMessage()));
    }
  }

  private Outcome finish(TrainingSession session) {
    progress.flush();
    Duration time = since(begin);
    Optional<StoppedEarly> early = session.stoppedEarly();
    early.ifPresent(stopped -> story.say("%s", stopped.sentence()));
    double mean = loss.mean(session.stepsPerEpoch());
    story.say("Finished after %d steps, loss %.4f.", session.step(), mean);
    attempt.publish(
        header -> new TrainingEvent.Finished(job.id(), header, mean, time, early.orElse(null)));
    return new Outcome.Done();
  }

  private Duration since(Instant past) {
    return Duration.between(past, means.clock().instant());
  }

  private static String reason(Command command) {
    return switch (command) {
      case CANCEL -> "Cancelled";
      case PAUSE -> "Paused";
      default -> "The worker ends: given back";
    };
  }
}
