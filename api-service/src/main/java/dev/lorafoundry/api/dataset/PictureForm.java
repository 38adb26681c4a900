package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.settings.PreparationSettings;

/**
 * The settings that decide how training pictures look; pictures of another form have to be prepared
 * again.
 */
public record PictureForm(String value) {

  public static PictureForm of(PreparationSettings settings) {
    return new PictureForm(
        "%dx%d %s%s"
            .formatted(
                settings.width(),
                settings.height(),
                settings.crop().label(),
                settings.flip() ? " flip" : ""));
  }
}
