package dev.lorafoundry.api.dataset;

/** Somebody else has changed a caption since it was read. */
public final class CaptionsChangedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaptionsChangedMeanwhile(String picture) {
    super(
        "Somebody else changed the caption of '%s' meanwhile, so that none was changed: read them again, then change them."
            .formatted(FileName.shown(picture)));
  }
}
