package dev.lorafoundry.api.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a run will take.
 *
 * @param duration absent if nothing like it was ever measured
 * @param basis what the estimate rests on, or why there is none; for people
 */
public record Estimate(@Nullable Duration duration, String basis) {
  static Estimate unknown() {
    return new Estimate(
        null, "No estimate: nothing was trained on this base model at these batch sizes yet.");
  }
}
