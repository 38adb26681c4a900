package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Caption;
import dev.lorafoundry.contracts.PictureId;
import org.jspecify.annotations.Nullable;

/**
 * What came of a caption that was written in the gallery.
 *
 * @param edition that the next one replaces
 * @param problem why it was not saved; absent: it was
 * @param theirs what somebody else wrote meanwhile, which the next one replaces
 */
record CaptionAnswer(String id, long edition, @Nullable Phrase problem, @Nullable String theirs) {
  static CaptionAnswer saved(PictureId id, long edition) {
    return new CaptionAnswer(id.toString(), edition, null, null);
  }

  static CaptionAnswer refused(PictureId id, long edition, String reason) {
    return new CaptionAnswer(id.toString(), edition, Phrase.sentence(reason), null);
  }

  /** Saving it again overwrites what the other wrote, which is shown. */
  static CaptionAnswer overtaken(PictureId id, Caption present) {
    return new CaptionAnswer(
        id.toString(), present.edition(), Phrase.of("pictures.changed-meanwhile"), present.text());
  }
}
