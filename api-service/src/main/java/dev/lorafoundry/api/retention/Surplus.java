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
      Comparator.comparing(Checkpoint::step).reversed();

  private Surplus() {}

  /**
   * @param there those whose files are there
   * @param done whether its training has come to its end; until then the best one stays beside the
   *     latest, which are worth nothing if the training goes astray
   */
  static List<Checkpoint> of(Keep keep, List<Checkpoint> there, boolean done) {
    Comparator<Checkpoint> order = keep instanceof Keep.Best ? Checkpoint.BEST_FIRST : NEWEST_FIRST;
    Set<Checkpoint> kept = new HashSet<>(there.stream().sorted(order).limit(keep.count()).toList());
    there.stream().min(NEWEST_FIRST).ifPresent(kept::add); // why: a job may end without its last
    if (!done) {
      there.stream().min(Checkpoint.BEST_FIRST).ifPresent(kept::add);
    }
    return there.stream().filter(each -> !each.last() && !kept.contains(each)).toList();
  }
}
