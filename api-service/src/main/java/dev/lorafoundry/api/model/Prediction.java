package dev.lorafoundry.api.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people say about what a model predicts. */
final class Prediction {
  private Prediction() {}

  /**
   * The prediction as told, or else what most models of the family have.
   *
   * @throws UploadRefused if there is no such prediction
   */
  static PredictionType of(@Nullable String told, Family family) {
    if (told == null || told.isBlank()) {
      return family == Family.SD2 ? PredictionType.V : PredictionType.EPSILON;
    }
    return switch (told.strip().toLowerCase(Locale.ROOT)) {
      case "epsilon", "eps" -> PredictionType.EPSILON;
      case "v" -> PredictionType.V;
      default ->
          throw UploadRefused.of(
              "prediction",
              "prediction '%s' is not allowed: use epsilon or v, or leave it out."
                  .formatted(told.length() > 40 ? told.substring(0, 40) + "…" : told));
    };
  }
}
