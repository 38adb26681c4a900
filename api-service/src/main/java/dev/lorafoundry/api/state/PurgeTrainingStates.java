package dev.lorafoundry.api.state;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.objectstore.ListedObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes training states that no attempt can resume from any more, those of attempts that lost
 * their lease among them; never a LoRA file. Several replicas may do it side by side, and a round
 * that broke off is done again: deleting twice is deleting once.
 */
final class PurgeTrainingStates implements Duty {
  private static final Logger log = LoggerFactory.getLogger(PurgeTrainingStates.class);
  private static final int JOBS_AT_ONCE = 100;

  private final ResumePoints points;
  private final Checkpoints checkpoints;
  private final ObjectStore store;
  private final StateSettings settings;
  private final InstantSource clock;
  private final Counter purged;

  PurgeTrainingStates(
      ResumePoints points,
      Checkpoints checkpoints,
      ObjectStore store,
      StateSettings settings,
      InstantSource clock,
      MeterRegistry meters) {
    this.points = points;
    this.checkpoints = checkpoints;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.purged = meters.counter("lora.foundry.states.purged");
  }

  @Override
  public Duration every() {
    return settings.purgeEvery();
  }

  @Override
  public void perform() {
    Instant now = clock.instant();
    List<SpentStates> spent;
    do {
      spent =
          points.spent(
              now.minus(settings.keptAfterDone()),
              now.minus(settings.keptAfterFailure()),
              JOBS_AT_ONCE);
      spent.forEach(this::delete);
    } while (spent.size() == JOBS_AT_ONCE);
  }

  private void delete(SpentStates spent) {
    if (spent.all() && !points.giveUp(spent.job(), spent.epoch())) {
      return;
    }
    List<ObjectKey> keys = keysOf(spent);
    if (!keys.isEmpty()) {
      store.delete(keys);
      purged.increment(keys.size());
      log.info("Deleted {} files of training states of job {}", keys.size(), spent.job());
    }
    points.deleted(spent);
  }

  private List<ObjectKey> keysOf(SpentStates spent) {
    Set<String> loras = loraFiles(spent.job());
    return store.list(StateFile.folder(spent.job())).stream()
        .map(ListedObject::key)
        .filter(key -> StateFile.parse(spent.job(), key).filter(spent::include).isPresent())
        // why: before output names were kept apart, a LoRA file could have a state's name
        .filter(key -> !loras.contains(key.value()))
        .toList();
  }

  private Set<String> loraFiles(JobId job) {
    return checkpoints.ofJob(job).stream().map(Checkpoint::key).collect(Collectors.toSet());
  }
}
