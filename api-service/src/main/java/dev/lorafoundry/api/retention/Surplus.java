package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.run.Keep;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which checkpoints of a job are more than its run keeps. */
final class Surplus {
  private static final Comparator<Checkpoint> NEWEST_FIRST =
      Comparator.comparing(Checkpoint::epoch).reversed();

  /** By validation loss as far as there are some, else by mean loss; of equals the earlier one. */
  private static final Comparator<Checkpoint> BEST_FIRST =
      Comparator.comparing(
              Checkpoint::validationLoss, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Checkpoint::averageLoss)
          .thenComparing(Checkpoint::epoch);

  private Surplus() {}

  /**
   * @param there those whose files are there
   */
  static List<Checkpoint> of(Keep keep, List<Checkpoint> there) {
    Comparator<Checkpoint> order = keep instanceof Keep.Best ? BEST_FIRST : NEWEST_FIRST;
    Set<Checkpoint> kept = new HashSet<>(there.stream().sorted(order).limit(keep.count()).toList());
    return there.stream().filter(each -> !each.last() && !kept.contains(each)).toList();
  }
}
