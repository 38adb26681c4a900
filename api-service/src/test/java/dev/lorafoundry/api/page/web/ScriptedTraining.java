package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LogLevel;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Says that it trains: a loss that falls, and a checkpoint at the end; a job of so many epochs that
 * it would take long goes on until it is told to stop; another one fails on demand.
 */
record ScriptedTraining(ObjectStore store) implements Trade<TrainingJob> {
  static final int ENDLESS = 99;
  static final int FAILING = 98;

  /** A failing one goes on, and then fails, when these are there. */
  static final ObjectKey GO_ON = new ObjectKey("scripted/go-on");

  static final ObjectKey FAIL = new ObjectKey("scripted/fail");

  private static final Duration MOMENT = Duration.ofMillis(50);
  private static final long STEPS = 120;
  private static final byte[] FILE =
      "a LoRA that knows nothing".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public Class<TrainingJob> jobType() {
    return TrainingJob.class;
  }

  @Override
  public Outcome perform(TrainingJob job, Attempt attempt) {
    if (job.settings().loop().epochs() == FAILING) {
      return failed(job, attempt);
    }
    attempt.publish(header -> new TrainingEvent.Started(job.id(), header, 0, STEPS, STEPS));
    tellSteps(job, attempt, 1, STEPS);
    attempt.publish(
        header -> new TrainingEvent.Logged(job.id(), header, List.of("trains " + job.name())));
    if (job.settings().loop().epochs() == ENDLESS) {
      return trainedUntilTold(attempt);
    }
    String key =
        "jobs/%s/e%d/%s-000001.safetensors"
            .formatted(job.id(), attempt.epoch().value(), job.outputName());
    store.put(new ObjectKey(key), Content.of(FILE, Content.BINARY));
    attempt.publish(header -> saved(job, header, key, STEPS, true));
    attempt.publish(
        header -> new TrainingEvent.Finished(job.id(), header, 0.127, Duration.ofSeconds(14)));
    return new Outcome.Done();
  }

  private Outcome failed(TrainingJob job, Attempt attempt) {
    attempt.publish(header -> new TrainingEvent.Started(job.id(), header, 0, STEPS, STEPS / 2));
    tellSteps(job, attempt, 1, STEPS / 2);
    say(job, attempt, LogLevel.INFO, "trains <img src=x onerror=alert(1)>");
    String key = "jobs/%s/e%d/half-000001.safetensors".formatted(job.id(), attempt.epoch().value());
    store.put(new ObjectKey(key), Content.of(FILE, Content.BINARY));
    attempt.publish(header -> saved(job, header, key, STEPS / 2, false));
    await(GO_ON);
    tellSteps(job, attempt, STEPS / 2 + 1, STEPS - 1);
    say(job, attempt, LogLevel.WARNING, "the loss grows <script>alert(2)</script>");
    await(FAIL);
    throw new WorkFailed(FailureKind.DIVERGED, "The loss is <b>no number</b> at step 120.");
  }

  private void await(ObjectKey sign) {
    while (!store.exists(sign)) {
      LockSupport.parkNanos(MOMENT.toNanos());
    }
  }

  private static void tellSteps(TrainingJob job, Attempt attempt, long from, long to) {
    List<Point> points =
        LongStream.rangeClosed(from, to)
            .mapToObj(step -> new Point(step, 0.1 + 0.3 / Math.sqrt((double) step), 1e-4, 5e-5))
            .toList();
    attempt.publish(
        header ->
            new TrainingEvent.Progressed(
                job.id(), header, to, (int) (2 * (to - 1) / STEPS) + 1, 8.5, points));
  }

  private static void say(TrainingJob job, Attempt attempt, LogLevel level, String line) {
    attempt.publish(header -> new TrainingEvent.Logged(job.id(), header, List.of(line), level));
  }

  private static Outcome trainedUntilTold(Attempt attempt) {
    while (attempt.command() == Command.CONTINUE) {
      LockSupport.parkNanos(MOMENT.toNanos());
    }
    return new Outcome.GivenBack("told to stop", null);
  }

  private static TrainingEvent saved(
      TrainingJob job, EventHeader header, String key, long step, boolean last) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        header,
        CheckpointId.random(),
        job.outputName() + "-000001.safetensors",
        1,
        step,
        last,
        0.127,
        0.25,
        key,
        "00ff",
        FILE.length,
        key + ".state",
        "00ff");
  }
}
