package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.util.List;

/**
 * How a training went, or the part of it that somebody lacks, few enough points for a chart however
 * many steps there are.
 *
 * @param attempt the newest one that has begun, 0 if none: where it is another than before, steps
 *     may have been taken again
 * @param every steps that each point is the mean of; a power of two
 * @param after the points come after this step; those that somebody has of later ones are older
 * @param totalSteps as far as is known
 * @param stepsPerEpoch 0 before the first step
 */
public record Course(
    int attempt,
    long every,
    long after,
    long totalSteps,
    long stepsPerEpoch,
    List<Point> points,
    List<Validation> validations) {
  /** Points of a whole course. */
  public static final int FEWEST = 2;

  public static final int MOST = 5000;

  /** As many as who does not say gets. */
  public static final int USUAL = 1000;

  public Course {
    points = List.copyOf(points);
    validations = List.copyOf(validations);
  }

  /** How many steps a point is of, so that there are at most so many points. */
  public static long every(long steps, int most) {
    long every = 1;
    while ((steps + every - 1) / every > most) {
      every *= 2;
    }
    return every;
  }
}
