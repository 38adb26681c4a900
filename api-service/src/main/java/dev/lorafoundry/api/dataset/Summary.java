package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.dataset.DatasetSummary.Bucket;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import dev.lorafoundry.contracts.settings.PreparationSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Adds up a dataset and says what is wrong with it. */
final class Summary {
  private Summary() {}

  /**
   * What the pictures amount to.
   *
   * @param underWay whether a preparation is
   */
  static DatasetSummary of(List<Picture> pictures, PreparationSettings settings, boolean underWay) {
    PictureForm form = PictureForm.of(settings);
    Map<List<Integer>, Long> sizes =
        pictures.stream()
            .filter(picture -> picture.outcome().hasForm(form))
            .flatMap(picture -> picture.outcome().pictures().stream())
            .collect(Collectors.groupingBy(Summary::size, Collectors.counting()));
    List<Bucket> buckets =
        sizes.entrySet().stream()
            .map(
                entry ->
                    new Bucket(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        Math.toIntExact(entry.getValue())))
            .sorted(
                java.util.Comparator.comparingInt(Bucket::width).thenComparingInt(Bucket::height))
            .toList();
    return new DatasetSummary(
        pictures.size(),
        buckets,
        settings.repeatsFor(pictures.size()),
        problems(pictures, form, buckets.isEmpty(), underWay));
  }

  private static List<Integer> size(Processed processed) {
    return List.of(processed.width(), processed.height());
  }

  private static List<String> problems(
      List<Picture> pictures, PictureForm form, boolean nothing, boolean underWay) {
    if (underWay) {
      return List.of("The dataset is being prepared: wait until that has ended.");
    }
    if (pictures.isEmpty()) {
      return List.of("The dataset is empty: upload pictures and prepare them first.");
    }
    long refused =
        pictures.stream().filter(each -> each.outcome() instanceof Outcome.Refused).count();
    if (refused == pictures.size()) {
      return List.of("None of the pictures can be used: see their reasons and upload others.");
    }
    long unframed =
        pictures.stream()
            .filter(
                each -> each.outcome() instanceof Outcome.Prepared made && made.isUnframed(form))
            .count();
    if (unframed > 0) {
      return List.of(
          "%d of %d pictures were prepared by an older version, which did not note how they were cut: prepare the dataset again."
              .formatted(unframed, pictures.size()));
    }
    long missing =
        pictures.stream().filter(each -> !each.outcome().hasForm(form)).count() - refused;
    if (nothing) {
      return List.of(
          "The dataset is not prepared: its %d pictures have not been made into training pictures as the settings say now. Prepare it first."
              .formatted(pictures.size()));
    }
    return missing == 0
        ? List.of()
        : List.of(
            "%d of %d pictures are not prepared as the settings say now: prepare the dataset, or delete them."
                .formatted(missing, pictures.size()));
  }
}
