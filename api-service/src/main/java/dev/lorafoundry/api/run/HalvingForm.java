package dev.lorafoundry.api.run;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Halving} as somebody writes it: {@code {"eta": 3, "minEpochs": 2}}.
 *
 * @param eta of the jobs that come to a rung the best 1/eta go on; absent: 3
 * @param minEpochs epochs of the first rung, each further one has eta times as many; absent: 1
 */
public record HalvingForm(
    @Schema(implementation = Integer.class) @Nullable Object eta,
    @Schema(implementation = Integer.class) @Nullable Object minEpochs) {
  private static final int ETA = 3;

  public static HalvingForm of(Halving halving) {
    return new HalvingForm(halving.eta(), halving.minEpochs());
  }

  /**
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if a number is not allowed
   */
  public Halving halving() {
    return Halving.of(requireNonNullElse(eta, ETA), requireNonNullElse(minEpochs, 1));
  }
}
