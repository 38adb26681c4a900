package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;

/**
 * A caption that became another text, or would.
 *
 * @param name of the picture's file
 */
public record ChangedCaption(PictureId picture, String name, Caption before, Caption after) {
  static ChangedCaption of(Picture picture, String text) {
    return new ChangedCaption(
        picture.id(),
        picture.original().name(),
        picture.caption(),
        picture.caption().changedTo(text));
  }

  boolean isAnother() {
    return !after.text().equals(before.text());
  }
}
