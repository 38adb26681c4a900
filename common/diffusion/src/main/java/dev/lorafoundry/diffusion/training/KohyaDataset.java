package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Buckets;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.DatasetSnapshot.Shown;
import dev.lorafoundry.contracts.Framing;
import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.ResizeMethod;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What LoRA files say of the dataset: values that become JSON, by the names of sd-scripts. */
final class KohyaDataset {
  private final DatasetSnapshot snapshot;
  private final TrainingSettings settings;

  KohyaDataset(DatasetSnapshot snapshot, TrainingSettings settings) {
    this.snapshot = snapshot;
    this.settings = settings;
  }

  /** Width and height in pixels: of all pictures, or those that give the area of the buckets. */
  List<Integer> resolution() {
    Buckets buckets = snapshot.buckets();
    return buckets == null
        ? size(snapshot.pictures().get(0))
        : List.of(buckets.width(), buckets.height());
  }

  boolean isBucketed() {
    return snapshot.buckets() != null
        || snapshot.pictures().stream().map(KohyaDataset::size).distinct().count() > 1;
  }

  /**
   * As an option that was given. What this service calls area is what the reference does without
   * one: that tells nothing.
   */
  @Nullable String interpolation() {
    ResizeMethod method = snapshot.resizeMethod();
    return method == null || method == ResizeMethod.AREA ? null : method.label();
  }

  boolean noUpscale() {
    return snapshot.buckets() != null && snapshot.buckets().noUpscale();
  }

  /** Absent where no size was chosen by aspect ratio. */
  @Nullable Integer smallestSide() {
    return side(Buckets::smallest);
  }

  /** Absent where no size was chosen by aspect ratio. */
  @Nullable Integer largestSide() {
    return side(Buckets::largest);
  }

  private @Nullable Integer side(Function<Buckets, Integer> side) {
    Buckets buckets = snapshot.buckets();
    return buckets == null ? null : side.apply(buckets);
  }

  /** Repeats and pictures by folder, of concepts that are trained or of those that are not. */
  Map<String, Object> folders(boolean regularisation) {
    Map<String, Object> folders = new LinkedHashMap<>();
    snapshot.concepts().stream()
        .filter(concept -> concept.regularisation() == regularisation)
        .forEach(concept -> folders.put(folder(concept), counts(concept)));
    return folders;
  }

  private static Map<String, Object> counts(Concept concept) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("n_repeats", concept.repeats());
    counts.put("img_count", concept.pictures().size());
    return counts;
  }

  /** As the reference wants folders to be named; two of the same name are told apart. */
  private String folder(Concept concept) {
    boolean unique = snapshot.concepts().stream().filter(it -> isLike(it, concept)).count() == 1;
    return concept.repeats() + "_" + (unique ? concept.classTokens() : concept.name());
  }

  private static boolean isLike(Concept one, Concept other) {
    return one.repeats() == other.repeats()
        && one.regularisation() == other.regularisation()
        && one.classTokens().equals(other.classTokens());
  }

  Map<String, Object> tagFrequency() {
    Map<String, Map<String, Integer>> frequencies = new LinkedHashMap<>();
    for (Concept concept : snapshot.concepts()) {
      Map<String, Integer> counts =
          frequencies.computeIfAbsent(folder(concept), folder -> new TreeMap<>());
      Captions.of(concept, settings).forEach(caption -> count(caption, counts));
    }
    return Collections.unmodifiableMap(frequencies);
  }

  private static void count(String caption, Map<String, Integer> counts) {
    for (String tag : caption.split(",", -1)) {
      if (!tag.isBlank()) {
        counts.merge(tag.strip().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
  }

  Map<String, Object> buckets() {
    Map<String, Object> numbered = new LinkedHashMap<>();
    bucketSizes()
        .forEach(
            (size, count) -> {
              Map<String, Object> bucket = new LinkedHashMap<>();
              bucket.put("resolution", size);
              bucket.put("count", count);
              numbered.put(Integer.toString(numbered.size()), bucket);
            });
    Map<String, Object> buckets = new LinkedHashMap<>();
    buckets.put("buckets", numbered);
    buckets.put("mean_img_ar_error", ratioError());
    return buckets;
  }

  /** How many samples of an epoch have which width and height, in the order of the sizes. */
  private Map<List<Integer>, Integer> bucketSizes() {
    Map<List<Integer>, Integer> counts =
        new TreeMap<>(
            Comparator.<List<Integer>>comparingInt(size -> size.get(0))
                .thenComparingInt(size -> size.get(1)));
    snapshot
        .shown()
        .forEach(shown -> counts.merge(size(shown.picture()), shown.times(), Integer::sum));
    return counts;
  }

  /** Mean distance of the aspect ratios of buckets from those of the originals. */
  private double ratioError() {
    return snapshot.shown().stream()
        .map(Shown::picture)
        .mapToDouble(KohyaDataset::ratioError)
        .average()
        .orElse(0);
  }

  private static double ratioError(Picture picture) {
    Framing framing = picture.framing();
    double original = (double) framing.originalWidth() / framing.originalHeight();
    return Math.abs((double) picture.width() / picture.height() - original);
  }

  private static List<Integer> size(Picture picture) {
    return List.of(picture.width(), picture.height());
  }

  /**
   * The dataset as the reference notes datasets of a configuration file; absent where nothing is
   * set that the names for folders do not tell.
   */
  Optional<List<Object>> datasets() {
    CaptionSettings shown = settings.captions();
    boolean told =
        shown.captionPrefix().isEmpty()
            && shown.captionSuffix().isEmpty()
            && shown.secondarySeparator().isEmpty()
            && shown.keepTokensSeparator().isEmpty()
            && !shown.enableWildcard();
    return told ? Optional.empty() : Optional.of(List.of(dataset()));
  }

  private Map<String, @Nullable Object> dataset() {
    Map<String, @Nullable Object> dataset = new LinkedHashMap<>();
    dataset.put("is_dreambooth", true);
    dataset.put("batch_size_per_device", settings.loop().batchSize());
    dataset.put("num_train_images", snapshot.samples(false));
    dataset.put("num_reg_images", snapshot.samples(true));
    dataset.put("resolution", resolution());
    dataset.put("enable_bucket", isBucketed());
    dataset.put("min_bucket_reso", smallestSide());
    dataset.put("max_bucket_reso", largestSide());
    dataset.put("tag_frequency", tagFrequency());
    dataset.put("bucket_info", buckets());
    dataset.put("resize_interpolation", interpolation());
    dataset.put("subsets", snapshot.concepts().stream().map(this::subset).toList());
    return dataset;
  }

  private Map<String, @Nullable Object> subset(Concept concept) {
    CaptionSettings shown = settings.captions();
    Map<String, @Nullable Object> subset = new LinkedHashMap<>();
    subset.put("img_count", concept.pictures().size());
    subset.put("num_repeats", concept.repeats());
    subset.put("color_aug", false);
    subset.put("flip_aug", settings.pictures().randomFlip());
    subset.put("random_crop", settings.pictures().randomCrop());
    subset.put("shuffle_caption", shown.shuffleCaption());
    subset.put("keep_tokens", shown.keepTokens());
    subset.put("keep_tokens_separator", shown.keepTokensSeparator());
    subset.put("secondary_separator", orNull(shown.secondarySeparator()));
    subset.put("enable_wildcard", shown.enableWildcard());
    subset.put("caption_prefix", orNull(shown.captionPrefix()));
    subset.put("caption_suffix", orNull(shown.captionSuffix()));
    subset.put("resize_interpolation", interpolation());
    subset.put("image_dir", folder(concept));
    subset.put("class_tokens", concept.classTokens());
    subset.put("is_reg", concept.regularisation());
    return subset;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
