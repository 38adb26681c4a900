package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import java.util.Optional;

/** Says which layer of a base model's text encoder can be asked for, counted from the end. */
public final class ClipSkip {
  private ClipSkip() {}

  /**
   * Why a layer can't be asked for, if it can't.
   *
   * @param layers of the text encoder, as far as the model uses them
   * @param clipSkip 1 is the last layer
   */
  public static Optional<String> problem(Family family, int layers, int clipSkip) {
    if (family == Family.SDXL) {
      return clipSkip == 1
          ? Optional.empty()
          : Optional.of(
              "clipSkip %d is not allowed with a base model of family SDXL, which always uses the layer before the last: leave it at 1."
                  .formatted(clipSkip));
    }
    return clipSkip >= 1 && clipSkip <= layers
        ? Optional.empty()
        : Optional.of(
            "clipSkip %d is not allowed: the base model's text encoder has %d layers, so 1 to %d."
                .formatted(clipSkip, layers, layers));
  }
}
