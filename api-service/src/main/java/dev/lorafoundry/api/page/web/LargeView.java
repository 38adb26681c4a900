package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.page.web.PictureListView.PictureView;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One picture, large: the original beside what came of it.
 *
 * @param original address of the original, as large as it is
 * @param cut what is trained of it; absent while nothing is, or nobody knows
 */
record LargeView(
    PictureView picture, String original, @Nullable CutView cut, List<ProcessedView> processed) {
  LargeView {
    processed = List.copyOf(processed);
  }

  /**
   * A training picture.
   *
   * @param source its address
   */
  record ProcessedView(String name, String source, String size, boolean masked) {
    static ProcessedView of(String owner, Processed made) {
      return new ProcessedView(
          made.name(),
          "/api/v1/pictures/" + owner + "/processed/" + made.subIndex(),
          made.width() + " × " + made.height(),
          Boolean.TRUE.equals(made.masked()));
    }
  }

  static LargeView of(Picture picture, PictureView shown) {
    List<Processed> made = picture.outcome().pictures();
    return new LargeView(
        shown,
        shown.original(),
        made.stream()
            .findFirst()
            .flatMap(
                first ->
                    first
                        .knownFraming()
                        .map(
                            framing ->
                                CutView.of(shown.id(), framing, first.width(), first.height())))
            .orElse(null),
        made.stream().map(each -> ProcessedView.of(shown.id(), each)).toList());
  }
}
