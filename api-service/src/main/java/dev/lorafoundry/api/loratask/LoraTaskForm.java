package dev.lorafoundry.api.loratask;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA task as somebody asks for it.
 *
 * @param kind resize or merge
 * @param name of the file to make, without extension; absent: that of the first source with what
 *     became of it
 * @param sources checkpoints of any version, on base models of one family: one to resize, two or
 *     more to merge
 * @param settings by name, as {@code GET /api/v1/settings/lora-task} lists them; absent: the
 *     defaults
 */
public record LoraTaskForm(
    @Schema(allowableValues = {"resize", "merge"}) @Nullable String kind,
    @Nullable String name,
    @Nullable List<@Nullable SourceForm> sources,
    @Nullable Map<String, @Nullable Object> settings) {
  /** So many LoRAs can be merged at once. */
  public static final int MOST_SOURCES = 20;

  /**
   * A LoRA to use.
   *
   * @param weight what its change is multiplied by in a merge; absent: 1
   */
  public record SourceForm(
      @Nullable UUID checkpointId, @Schema(implementation = Double.class) @Nullable Object weight) {
    /** Not a number where nobody can read it as one. */
    double weightOrDefault() {
      try {
        return weight == null ? 1 : Double.parseDouble(weight.toString());
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }
}
