package dev.lorafoundry.api.dataset;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** A change of one caption that nobody is asked about, and that overwrites nobody's either. */
final class CaptionEdit {
  private final Pictures pictures;
  private final UnaryOperator<String> change;

  CaptionEdit(Pictures pictures, UnaryOperator<String> change) {
    this.pictures = pictures;
    this.change = change;
  }

  /**
   * Changes the caption; if somebody edits it at the same time, that edit is what changes.
   *
   * @param seen the picture as it was read
   * @return the picture as it is now; empty if it is gone
   * @throws CaptionRefused if its caption can't be that text
   */
  Optional<Picture> apply(Picture seen) {
    Optional<Picture> present = Optional.of(seen);
    while (present.isPresent()) {
      Picture picture = present.orElseThrow();
      Caption caption = picture.caption().changedTo(change.apply(picture.caption().text()));
      if (caption.text().equals(picture.caption().text())) {
        return present;
      }
      if (pictures.caption(picture.id(), caption)) {
        return Optional.of(picture.with(caption));
      }
      present = pictures.find(picture.id());
    }
    return present;
  }
}
