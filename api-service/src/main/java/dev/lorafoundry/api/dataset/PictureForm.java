package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.settings.PreparationSettings;
import dev.lorafoundry.contracts.settings.ResizeMethod;

/**
 * The settings that decide how training pictures look; pictures of another form have to be prepared
 * again.
 */
public record PictureForm(String value) {
  private static final String OVERFLOW = " overflow";

  public static PictureForm of(PreparationSettings settings) {
    return new PictureForm(
        "%dx%d %s%s%s%s%s%s"
            .formatted(
                settings.width(),
                settings.height(),
                settings.crop().label(),
                settings.flip() ? " flip" : "",
                settings.enableBucket() ? buckets(settings) : "",
                settings.alphaMask() ? " alpha" : "",
                settings.resizeMethod() == ResizeMethod.LANCZOS
                    ? ""
                    : " " + settings.resizeMethod().label(),
                settings.keepOverflow() ? OVERFLOW : ""));
  }

  /** Whether files are asked for that have what lies beyond their pictures. */
  boolean keepsOverflow() {
    return value.endsWith(OVERFLOW);
  }

  /** why: a smallest and a largest side that are not kept need no new pictures when they change. */
  private static String buckets(PreparationSettings settings) {
    String sides =
        settings.bucketNoUpscale()
            ? "no-upscale"
            : settings.minBucketResolution() + "-" + settings.maxBucketResolution();
    return " buckets %s by %d".formatted(sides, settings.bucketResolutionSteps());
  }
}
