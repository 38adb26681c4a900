package dev.lorafoundry.api.project;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Archives projects and versions, deletes them, and takes both back. Nothing is deleted while work
 * of it waits or is under way: whoever wants that cancels it first, since a job that was cancelled
 * could not be taken back as its version can.
 */
public final class PutAway {
  private final Filings filings;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  PutAway(Filings filings, TransactionOperations transactions, InstantSource clock) {
    this.filings = filings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Where it is; also of what was deleted and can be restored. */
  public Filing find(Filed what) {
    return filings.find(what).orElseThrow(what::notFound);
  }

  /** From now on it is shown on request only, and takes no new jobs; those that it has go on. */
  public Filing archive(Filed what) {
    return change(
        what,
        there -> {
          if (there.archivedAt() == null) {
            filings.archive(what, clock.instant());
          }
        });
  }

  public Filing takeFromArchive(Filed what) {
    return change(what, there -> filings.archive(what, null));
  }

  /**
   * From now on nobody finds it; it can be restored for some time.
   *
   * @throws DeletionRefused if work of it has not ended, or if something was made of it elsewhere
   */
  public Filing delete(Filed what) {
    return change(
        what,
        there -> {
          Filings.Ties ties = filings.ties(what, clock.instant());
          if (ties.any()) {
            throw DeletionRefused.of(there, ties);
          }
          filings.delete(what, clock.instant());
        });
  }

  /**
   * Takes a deletion back; of what is not deleted nothing changes.
   *
   * @throws NameTaken if another one has got its name
   * @throws RestoreRefused if it is a version of a project that is deleted
   */
  public Filing restore(Filed what) {
    return transactions.execute(
        status -> {
          Filing there = filings.locked(what).orElseThrow(what::notFound);
          filings
              .above(what)
              .filter(project -> project.deletedAt() != null)
              .ifPresent(
                  project -> {
                    throw new RestoreRefused(there, project);
                  });
          if (there.deletedAt() != null) {
            filings.delete(what, null);
          }
          return find(what);
        });
  }

  private Filing change(Filed what, Consumer<Filing> change) {
    return transactions.execute(
        status -> {
          Filing there =
              filings
                  .locked(what)
                  .filter(filing -> filing.deletedAt() == null)
                  .orElseThrow(what::notFound);
          change.accept(there);
          return find(what);
        });
  }
}
