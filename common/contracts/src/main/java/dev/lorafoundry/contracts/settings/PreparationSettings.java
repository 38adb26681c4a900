package dev.lorafoundry.contracts.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How originals are turned into training pictures. */
public record PreparationSettings(
    @Setting(
            help = "Width of the training pictures; with buckets, of the area that they all have.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "process_width")
        int width,
    @Setting(
            help = "Height of the training pictures; with buckets, of the area that they all have.",
            min = 64,
            max = 2048,
            multipleOf = 8,
            unit = "px",
            original = "process_height")
        int height,
    @Setting(
            help =
                "cover: scale until the size is filled, then cut the centre out; none: take"
                    + " pictures as they are, which must have the size already.")
        CropMode crop,
    @Setting(
            help = "Add a mirrored copy of every picture. Not for subjects whose sides differ.",
            original = "process_flip")
        boolean flip,
    @Setting(
            help = "How often an epoch shows each picture; -1: 512 / pictures, at least 4.",
            min = -1,
            max = 10_000,
            original = "train_num_repetitions")
        int repeats,
    @Setting(
            help =
                "Give each picture a size by its aspect ratio, so that little is cut off; each"
                    + " batch then holds pictures of one size.",
            sdScripts = "enable_bucket")
        boolean enableBucket,
    @Setting(
            help = "Smallest side of buckets; not kept with bucketNoUpscale.",
            min = 64,
            max = 2048,
            unit = "px",
            sdScripts = "min_bucket_reso")
        int minBucketResolution,
    @Setting(
            help =
                "Largest side of buckets; not kept with bucketNoUpscale. For SDXL 2048 is usual.",
            min = 64,
            max = 4096,
            unit = "px",
            sdScripts = "max_bucket_reso")
        int maxBucketResolution,
    @Setting(
            help = "Sides of buckets are multiples of it; 64 is usual, 32 for SDXL.",
            min = 8,
            max = 512,
            multipleOf = 8,
            unit = "px",
            sdScripts = "bucket_reso_steps")
        int bucketResolutionSteps,
    @Setting(
            help = "Never enlarge a picture: small ones get small buckets.",
            sdScripts = "bucket_no_upscale")
        boolean bucketNoUpscale,
    @Setting(
            help =
                "Keep the transparency of pictures beside their colours, which are over white with"
                    + " and without it: a mask for trainings with maskedLoss. A mask that was"
                    + " uploaded goes before it, whatever this says.",
            sdScripts = "alpha_mask")
        boolean alphaMask,
    @Setting(
            help =
                "Keep what lies beyond the size that a picture fills, instead of cutting it off:"
                    + " trainings with randomCrop then show another part each time, others the"
                    + " centre.",
            sdScripts = "random_crop")
        boolean keepOverflow,
    @Setting(
            help =
                "How pictures are brought to scale. lanczos: sharp, as sd-webui-train-tools does"
                    + " it; area: the mean of all points that become one, as sd-scripts does it"
                    + " where it is told nothing. Pictures that are enlarged are by lanczos.",
            sdScripts = "resize_interpolation")
        ResizeMethod resizeMethod) {
  public static final PreparationSettings DEFAULTS =
      new PreparationSettings(
          512,
          512,
          CropMode.COVER,
          false,
          -1,
          false,
          256,
          1024,
          64,
          false,
          false,
          false,
          ResizeMethod.LANCZOS);

  public PreparationSettings {
    SettingsCheck check =
        SettingsCheck.of(PreparationSettings.class)
            .value("width", width)
            .value("height", height)
            .value("crop", crop)
            .value("flip", flip)
            .value("repeats", repeats)
            .value("enableBucket", enableBucket)
            .value("minBucketResolution", minBucketResolution)
            .value("maxBucketResolution", maxBucketResolution)
            .value("bucketResolutionSteps", bucketResolutionSteps)
            .value("bucketNoUpscale", bucketNoUpscale)
            .value("alphaMask", alphaMask)
            .value("keepOverflow", keepOverflow)
            .value("resizeMethod", resizeMethod)
            .require(
                repeats != 0, "repeats", repeats, "must be -1 or at least 1: 0 shows no picture");
    if (crop == CropMode.NONE) {
      requireNothingOfTheCrop(check, enableBucket, keepOverflow);
    }
    if (enableBucket) {
      requireBucketsAround(check, width, height, minBucketResolution, maxBucketResolution);
      requireSteps(
          check,
          Math.min(width, height),
          bucketResolutionSteps,
          minBucketResolution,
          bucketNoUpscale);
    }
    check.finish();
  }

  private static void requireNothingOfTheCrop(
      SettingsCheck check, boolean enableBucket, boolean keepOverflow) {
    check
        .require(
            !enableBucket,
            "enableBucket",
            true,
            "can't go with crop none, which leaves every picture as it is: choose crop cover")
        .require(
            !keepOverflow,
            "keepOverflow",
            true,
            "can't go with crop none, with which no picture is larger than its size: choose crop"
                + " cover");
  }

  private static void requireBucketsAround(
      SettingsCheck check, int width, int height, int smallest, int largest) {
    int shorter = Math.min(width, height);
    int longer = Math.max(width, height);
    check
        .require(
            smallest <= shorter,
            "minBucketResolution",
            smallest,
            "is larger than the smaller of width and height: lower it to " + shorter)
        .require(
            largest >= longer,
            "maxBucketResolution",
            largest,
            "is smaller than the larger of width and height: raise it to " + longer);
  }

  private static void requireSteps(
      SettingsCheck check, int shorter, int steps, int smallest, boolean noUpscale) {
    check
        .require(
            steps <= shorter,
            "bucketResolutionSteps",
            steps,
            "is larger than the smaller of width and height: lower it, 64 is usual")
        .require(
            noUpscale || smallest >= steps,
            "minBucketResolution",
            smallest,
            "is smaller than bucketResolutionSteps, so that no side would be left: raise it to "
                + steps);
  }

  /**
   * Reads what may have been written by an older version: settings that it did not have get their
   * defaults, settings that are gone are passed over.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PreparationSettings of(Map<String, @Nullable Object> written) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(written);
    values.keySet().retainAll(SettingsCatalogue.PREPARATION.names());
    return SettingsCatalogue.PREPARATION.read(values);
  }

  /**
   * Repeats of each picture: as set, or by the original's formula {@code max(floor(512 / n), 4)}.
   *
   * @param originals uploaded pictures, at least 1
   */
  public int repeatsFor(int originals) {
    return repeatsFor(repeats, originals);
  }

  /**
   * As {@link #repeatsFor(int)}, for pictures that have repeats of their own.
   *
   * @param repeats -1 for the formula
   */
  public static int repeatsFor(int repeats, int originals) {
    return repeats > 0 ? repeats : Math.max(512 / Math.max(originals, 1), 4);
  }
}
