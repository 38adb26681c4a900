package dev.lorafoundry.api.worker;

import dev.lorafoundry.contracts.WorkerReport;
import java.time.Instant;
import java.util.List;

/** All workers that were ever seen, until they are forgotten. */
public interface Workers {
  void report(WorkerReport report, Instant now);

  /** Every worker, those seen last first. */
  List<Sighting> all();

  /** Workers seen since then. */
  List<Sighting> seenSince(Instant since);

  /**
   * Forgets workers not seen since then.
   *
   * @return how many
   */
  int forgetUnseenSince(Instant since);
}
