package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a version's pictures. */
record PictureListView(
    String version, List<PictureView> pictures, long total, int page, boolean more) {
  PictureListView {
    pictures = List.copyOf(pictures);
  }

  /**
   * One picture.
   *
   * @param reason why it can't be used
   * @param made what came of it, for people
   * @param captionState the caption as it was read: saving it refuses to overwrite a newer one
   */
  record PictureView(
      String id,
      String name,
      String size,
      String original,
      String thumbnail,
      @Nullable String reason,
      String caption,
      String captionState,
      String made) {}
}
