package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filing;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.objectstore.ListedObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes projects and versions for good when the time is over in which they could be restored.
 * Their rows go at once, their objects are discarded with them and deleted later. What others need
 * by then waits until they do not.
 */
final class PurgeDeleted implements Duty {
  private static final Logger log = LoggerFactory.getLogger(PurgeDeleted.class);
  private static final int AT_ONCE = 100;

  private final Filings filings;
  private final Remains remains;
  private final ObjectStore store;
  private final ProjectSettings settings;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  PurgeDeleted(
      Filings filings,
      Remains remains,
      ObjectStore store,
      ProjectSettings settings,
      TransactionOperations transactions,
      InstantSource clock) {
    this.filings = filings;
    this.remains = remains;
    this.store = store;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return settings.purgeEvery();
  }

  @Override
  public void perform() {
    Instant before = clock.instant().minus(settings.keptAfterDeletion());
    filings.due(before, AT_ONCE).forEach(what -> tryToPurge(what, before));
  }

  /** why: what fails again and again must not keep the others */
  private void tryToPurge(Filed what, Instant before) {
    try {
      // why: at first without a lock, as its objects are many to list
      if (isFree(what, before)) {
        purge(what, before);
      }
    } catch (RuntimeException e) {
      log.error("The {} {} could not be deleted for good", what.kind().words(), what.id(), e);
    }
  }

  private boolean isFree(Filed what, Instant before) {
    return filings.ties(what, before).equals(Filings.Ties.NONE);
  }

  private void purge(Filed what, Instant before) {
    // why: before the transaction, because nobody else must wait for the object store
    List<String> objects =
        remains.folders(what).stream()
            .flatMap(folder -> store.list(folder).stream())
            .map(ListedObject::key)
            .map(ObjectKey::value)
            .toList();
    transactions.executeWithoutResult(
        status ->
            filings
                .locked(what)
                .filter(filing -> isDue(filing, before))
                .ifPresent(filing -> remove(filing, objects)));
  }

  /** why: it may have been restored meanwhile, or be needed since then. */
  private boolean isDue(Filing filing, Instant before) {
    Instant deleted = filing.deletedAt();
    if (deleted == null || !deleted.isBefore(before)) {
      return false;
    }
    remains.lockCheckpoints(filing.what());
    return isFree(filing.what(), before);
  }

  private void remove(Filing filing, List<String> objects) {
    remains.remove(filing.what(), objects);
    log.info(
        "Deleted the {} '{}' for good, {} objects with it",
        filing.what().kind().words(),
        filing.name(),
        objects.size());
  }
}
