package dev.lorafoundry.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Keep} in JSON: {@code {"best": 3}} or {@code {"latest": 3}}.
 *
 * @param best so many with the lowest losses: validation losses where there are some
 * @param latest so many of the newest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeepForm(@Nullable Integer best, @Nullable Integer latest) {
  public static KeepForm of(Keep keep) {
    return keep instanceof Keep.Best
        ? new KeepForm(keep.count(), null)
        : new KeepForm(null, keep.count());
  }

  /**
   * @throws InvalidSettings if it says neither or both, or a number that is not allowed
   */
  public Keep keep() {
    if (best != null && latest == null) {
      return new Keep.Best(best);
    }
    if (latest != null && best == null) {
      return new Keep.Latest(latest);
    }
    throw new InvalidSettings(
        List.of(
            new SettingProblem(
                "keep",
                best == null ? "" : best + ", " + latest,
                "keep says %s: give either best or latest, such as {\"best\": 3}, or leave it out to keep all."
                    .formatted(
                        best == null ? "neither best nor latest" : "both best and latest"))));
  }
}
