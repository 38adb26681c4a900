package dev.lorafoundry.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Keep} as somebody writes it: {@code {"best": 3}} or {@code {"latest": 3}}.
 *
 * @param best so many with the lowest losses: validation losses where there are some
 * @param latest so many of the newest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeepForm(
    @Schema(implementation = Integer.class) @Nullable Object best,
    @Schema(implementation = Integer.class) @Nullable Object latest) {
  /** So many more than anybody could tell apart. */
  private static final int MOST = 1000;

  static final WholeNumber BEST = new WholeNumber("keep", "best", 1, MOST);
  static final WholeNumber LATEST = new WholeNumber("keep", "latest", 1, MOST);

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
      return new Keep.Best(BEST.of(best));
    }
    if (latest != null && best == null) {
      return new Keep.Latest(LATEST.of(latest));
    }
    throw new InvalidSettings(
        List.of(
            new SettingProblem(
                "keep",
                "",
                "keep says %s: give either best or latest, such as {\"best\": 3}, or leave it out to keep all."
                    .formatted(
                        best == null ? "neither best nor latest" : "both best and latest"))));
  }
}
