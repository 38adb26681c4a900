package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.RunId;
import java.util.Collection;
import java.util.List;

/** What the checkpoints of whole runs look like, told at once. */
public interface Strips {
  /**
   * Strips of all jobs of these runs that have checkpoints, in the order of the grid. Of a job that
   * has more than {@code most} that many are shown, evenly spaced and the last among them; beside
   * them the best, and the one that got the newest star.
   *
   * <p>Pictures are, as far as there are such, of the run's own prompt, of the weight nearest to 1
   * and of the run's first seed, so that those of a run differ by the checkpoint alone.
   */
  List<Strip> of(Collection<RunId> runs, int most);
}
