package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.dataset.DatasetSummary.Part;
import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Shown;
import java.util.List;
import java.util.function.Predicate;

/** Adds up a dataset and says what is wrong with it. */
final class Summary {
  private Summary() {}

  /**
   * What the pictures amount to.
   *
   * @param underWay whether a preparation is
   */
  static DatasetSummary of(DatasetContent dataset, boolean underWay) {
    DatasetSnapshot manifest = dataset.manifest();
    List<Shown> shown = manifest.shown();
    return new DatasetSummary(
        dataset.pictures().size(),
        manifest,
        manifest.concepts().stream().map(concept -> part(concept, dataset, shown)).toList(),
        dataset.settings().alphaMask()
            || dataset.pictures().stream().anyMatch(each -> each.original().mask() != null),
        problems(manifest, dataset, underWay));
  }

  private static Part part(
      DatasetSnapshot.Concept concept, DatasetContent dataset, List<Shown> shown) {
    return new Part(
        concept.name(),
        concept.regularisation(),
        dataset.concepts().stream()
            .filter(each -> each.name().equals(concept.name()))
            .mapToInt(each -> dataset.picturesOf(each).size())
            .sum(),
        concept.pictures().size(),
        concept.repeats(),
        shown.stream()
            .filter(each -> each.concept().name().equals(concept.name()))
            .mapToLong(Shown::times)
            .sum());
  }

  private static List<String> problems(
      DatasetSnapshot manifest, DatasetContent dataset, boolean underWay) {
    if (underWay) {
      return List.of("The dataset is being prepared: wait until that has ended.");
    }
    if (dataset.pictures().isEmpty()) {
      return List.of("The dataset is empty: upload pictures and prepare them first.");
    }
    long refused = count(dataset, outcome -> outcome instanceof Outcome.Refused);
    if (refused == dataset.pictures().size()) {
      return List.of("None of the pictures can be used: see their reasons and upload others.");
    }
    return unprepared(manifest, dataset, refused);
  }

  /** What is still to do for a dataset some of whose pictures can be used. */
  private static List<String> unprepared(
      DatasetSnapshot manifest, DatasetContent dataset, long refused) {
    PictureForm form = dataset.form();
    int pictures = dataset.pictures().size();
    long unframed =
        count(
            dataset, outcome -> outcome instanceof Outcome.Prepared made && made.isUnframed(form));
    if (unframed > 0) {
      return List.of(
          "%d of %d pictures were prepared by an older version, which did not note how they were cut, or cut them in spite of keepOverflow: update all workers and prepare the dataset again."
              .formatted(unframed, pictures));
    }
    if (manifest.pictures().isEmpty()) {
      return List.of(
          "The dataset is not prepared: its %d pictures have not been made into training pictures as the settings say now. Prepare it first."
              .formatted(pictures));
    }
    long missing = count(dataset, outcome -> !outcome.hasForm(form)) - refused;
    if (missing > 0) {
      return List.of(
          "%d of %d pictures are not prepared as the settings say now: prepare the dataset, or delete them."
              .formatted(missing, pictures));
    }
    return manifest.concepts().stream().allMatch(DatasetSnapshot.Concept::regularisation)
        ? List.of(
            "All pictures are for regularisation: add a concept that is trained, or turn regularisation off.")
        : List.of();
  }

  private static long count(DatasetContent dataset, Predicate<Outcome> wanted) {
    return dataset.pictures().stream().map(Picture::outcome).filter(wanted).count();
  }
}
