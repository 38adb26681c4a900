package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.List;
import java.util.Map;

/**
 * Loss and learning rate of every step of every job, one point a step; and the validation losses of
 * its epochs.
 */
public interface Metrics {
  /** Adds points of an attempt; they replace those of earlier attempts at the same steps. */
  void add(JobId job, LeaseEpoch attempt, List<Point> points);

  /** Adds a validation loss of an attempt; it replaces that of an earlier one after this epoch. */
  void add(JobId job, LeaseEpoch attempt, Validation validation);

  /** Validation losses of a job, by epoch. */
  List<Validation> validations(JobId job);

  /** Removes all that is beyond a step: an attempt begins there again. */
  void forgetAfter(JobId job, long step);

  /** Points after a step, in order. */
  List<Point> after(JobId job, long step, int limit);

  /** How many points there are after a step. */
  long countAfter(JobId job, long step);

  /**
   * Means over stretches of so many steps, in order: the first stretch begins with the first step
   * after the one given, and each point has the last step of its stretch.
   */
  List<Point> means(JobId job, long step, long every);

  /**
   * Of each of these jobs at most so many points, in order: that of the step that it has reached,
   * and those that lie an even number of steps apart before it. A job without any is left out.
   *
   * @param reached step of each job
   */
  Map<JobId, List<Point>> thinned(Map<JobId, Long> reached, int most);
}
