package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.CaptionSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What LoRA files say of the dataset: values that become JSON, by the names of sd-scripts. */
final class KohyaDataset {
  private final DatasetSnapshot snapshot;
  private final TrainingSettings settings;
  private final List<String> captions;
  private final String folder;

  KohyaDataset(DatasetSnapshot snapshot, TrainingSettings settings) {
    this.snapshot = snapshot;
    this.settings = settings;
    captions = new Captions(snapshot, settings).written();
    folder = snapshot.repeats() + "_" + snapshot.classTokens();
  }

  List<Integer> resolution() {
    Picture first = snapshot.pictures().get(0);
    return List.of(first.width(), first.height());
  }

  boolean isBucketed() {
    return bucketSizes().size() > 1;
  }

  Map<String, Object> folders() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("n_repeats", snapshot.repeats());
    counts.put("img_count", snapshot.pictures().size());
    return Map.of(folder, counts);
  }

  Map<String, Object> tagFrequency() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String caption : captions) {
      for (String tag : caption.split(",", -1)) {
        if (!tag.isBlank()) {
          counts.merge(tag.strip().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
      }
    }
    return Map.of(folder, counts);
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
    return Map.of("buckets", numbered, "mean_img_ar_error", 0.0);
  }

  /** How many samples of an epoch have which width and height. */
  private Map<List<Integer>, Integer> bucketSizes() {
    Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
    snapshot
        .pictures()
        .forEach(
            it -> counts.merge(List.of(it.width(), it.height()), snapshot.repeats(), Integer::sum));
    return counts;
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
    dataset.put("num_train_images", snapshot.samplesPerEpoch());
    dataset.put("num_reg_images", 0);
    dataset.put("resolution", resolution());
    dataset.put("enable_bucket", isBucketed());
    dataset.put("min_bucket_reso", null);
    dataset.put("max_bucket_reso", null);
    dataset.put("tag_frequency", tagFrequency());
    dataset.put("bucket_info", buckets());
    dataset.put("resize_interpolation", null);
    dataset.put("subsets", List.of(subset()));
    return dataset;
  }

  private Map<String, @Nullable Object> subset() {
    CaptionSettings shown = settings.captions();
    Map<String, @Nullable Object> subset = new LinkedHashMap<>();
    subset.put("img_count", snapshot.pictures().size());
    subset.put("num_repeats", snapshot.repeats());
    subset.put("color_aug", false);
    subset.put("flip_aug", false);
    subset.put("random_crop", false);
    subset.put("shuffle_caption", shown.shuffleCaption());
    subset.put("keep_tokens", shown.keepTokens());
    subset.put("keep_tokens_separator", shown.keepTokensSeparator());
    subset.put("secondary_separator", orNull(shown.secondarySeparator()));
    subset.put("enable_wildcard", shown.enableWildcard());
    subset.put("caption_prefix", orNull(shown.captionPrefix()));
    subset.put("caption_suffix", orNull(shown.captionSuffix()));
    subset.put("resize_interpolation", null);
    subset.put("image_dir", folder);
    subset.put("class_tokens", snapshot.classTokens());
    subset.put("is_reg", false);
    return subset;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
