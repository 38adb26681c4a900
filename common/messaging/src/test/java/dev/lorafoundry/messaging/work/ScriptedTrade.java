package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A trade whose work is what the test says. */
final class ScriptedTrade implements Trade<PreparationJob> {
  final List<PreparationJob> performed = new CopyOnWriteArrayList<>();
  volatile Script script = (job, attempt) -> new Outcome.Done();

  @FunctionalInterface
  interface Script {
    Outcome perform(PreparationJob job, Attempt attempt) throws InterruptedException;
  }

  static PreparationJob job() {
    return new PreparationJob(
        PreparationId.random(),
        new DispatchId(1),
        VersionId.random(),
        PreparationSettings.DEFAULTS,
        List.of());
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREPARATION;
  }

  @Override
  public Class<PreparationJob> jobType() {
    return PreparationJob.class;
  }

  @Override
  public Outcome perform(PreparationJob job, Attempt attempt) throws InterruptedException {
    performed.add(job);
    return script.perform(job, attempt);
  }
}
