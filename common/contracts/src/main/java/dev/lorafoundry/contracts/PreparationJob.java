package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One preparation: originals that are to be turned into training pictures. */
public record PreparationJob(
    PreparationId id,
    DispatchId dispatch,
    VersionId version,
    PreparationSettings settings,
    List<Original> originals)
    implements WorkOrder {
  public PreparationJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(dispatch, "dispatch");
    originals = List.copyOf(originals);
  }

  @Override
  public WorkEvent failed(EventHeader header, FailureKind kind, String message) {
    return new PreparationEvent.Failed(id, header, kind, message);
  }

  /**
   * One uploaded picture.
   *
   * @param index place in the dataset, from 0; part of the processed pictures' names
   * @param stem file name without extension
   * @param key object key of the original
   * @param mask that was uploaded beside it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Original(
      PictureId id, int index, String stem, String key, String sha256, @Nullable Mask mask) {
    /** Without a mask. */
    public Original(PictureId id, int index, String stem, String key, String sha256) {
      this(id, index, stem, key, sha256, null);
    }

    /** Which mask it is to be prepared with; null if it has none. */
    public @Nullable String maskSha256() {
      return mask == null ? null : mask.sha256();
    }
  }

  /**
   * An uploaded picture whose red says where another one counts.
   *
   * @param key object key
   */
  public record Mask(String key, String sha256) {}
}
