package dev.lorafoundry.contracts;

import dev.lorafoundry.contracts.settings.PreparationSettings;
import java.util.List;

/** One preparation: originals that are to be turned into training pictures. */
public record PreparationJob(
    PreparationId id,
    DispatchId dispatch,
    VersionId version,
    PreparationSettings settings,
    List<Original> originals) {
  public PreparationJob {
    originals = List.copyOf(originals);
  }

  /**
   * One uploaded picture.
   *
   * @param index place in the dataset, from 0; part of the processed pictures' names
   * @param stem file name without extension
   * @param key object key of the original
   */
  public record Original(PictureId id, int index, String stem, String key, String sha256) {}
}
