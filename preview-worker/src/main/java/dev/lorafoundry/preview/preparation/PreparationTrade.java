package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares datasets. An original that can't be used is reported with its reason and the next one
 * follows; originals are never changed.
 */
public final class PreparationTrade implements Trade<PreparationJob> {
  private static final Logger log = LoggerFactory.getLogger(PreparationTrade.class);

  private final ObjectStore store;
  private final PictureReader.Limits limits;
  private final PreparationMeters meters;

  public PreparationTrade(ObjectStore store, PictureReader.Limits limits, MeterRegistry registry) {
    this.store = store;
    this.limits = limits;
    this.meters = new PreparationMeters(registry);
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
  public Outcome perform(PreparationJob job, Attempt attempt) {
    try {
      return prepareAll(job, attempt);
    } catch (ObjectStoreUnavailable | UncheckedIOException e) {
      throw new WorkFailed(FailureKind.INFRASTRUCTURE, String.valueOf(e.getMessage()), e);
    }
  }

  private Outcome prepareAll(PreparationJob job, Attempt attempt) {
    OriginalStore originals = new OriginalStore(store, limits, job, attempt.epoch());
    int total = job.originals().size();
    int prepared = 0;
    for (int i = 0; i < total; i++) {
      attempt.progress(i, total);
      Optional<Outcome> end = endOf(attempt.command());
      if (end.isPresent()) {
        return end.get();
      }
      prepared += prepare(job, originals, job.originals().get(i), attempt) ? 1 : 0;
    }
    attempt.progress(total, total);
    int good = prepared;
    attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, good, total - good));
    log.info("Prepared {} of {} originals of version {}", good, total, job.version());
    return new Outcome.Done();
  }

  private boolean prepare(
      PreparationJob job,
      OriginalStore originals,
      PreparationJob.Original original,
      Attempt attempt) {
    Timer.Sample sample = meters.start();
    try {
      List<PreparationEvent.Processed> processed = originals.prepare(original);
      meters.prepared(sample);
      attempt.publish(
          header ->
              new PreparationEvent.PicturePrepared(
                  job.id(), header, original.id(), processed, original.maskSha256()));
      return true;
    } catch (PictureRefused e) {
      meters.refused();
      String reason = String.valueOf(e.getMessage());
      log.info("Refused original {}: {}", original.id(), reason);
      attempt.publish(
          header ->
              new PreparationEvent.PictureRefused(
                  job.id(), header, original.id(), reason, original.maskSha256()));
      return false;
    }
  }

  private static Optional<Outcome> endOf(Command command) {
    return switch (command) {
      case CONTINUE -> Optional.empty();
      case CANCEL -> Optional.of(new Outcome.GivenBack("cancelled", null));
      case PAUSE -> Optional.of(new Outcome.GivenBack("paused", null));
      case DRAIN -> Optional.of(new Outcome.GivenBack("the worker is ending", null));
    };
  }
}
