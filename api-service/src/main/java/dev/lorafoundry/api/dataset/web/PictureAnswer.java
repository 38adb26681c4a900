package dev.lorafoundry.api.dataset.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationEvent.Processed;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A picture, as REST tells it.
 *
 * @param concept to which it belongs
 * @param index place in the dataset, from 0
 * @param width pixels as stored, before any rotation
 * @param masked whether a mask was uploaded beside it
 * @param state new, prepared, outdated (the settings were changed since, or an older version
 *     prepared it) or refused
 * @param reason why it was refused; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PictureAnswer(
    UUID id,
    UUID concept,
    String name,
    int index,
    String format,
    int width,
    int height,
    long bytes,
    String caption,
    boolean masked,
    String state,
    @Nullable String reason,
    List<ProcessedAnswer> processed,
    String originalUrl) {

  /**
   * A training picture made of it.
   *
   * @param width pixels that are trained; the file has more where the preparation kept them
   * @param height pixels that are trained
   * @param masked whether it has a mask: one that was uploaded, or its transparency; absent if it
   *     was prepared by an older version, which did not tell
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProcessedAnswer(
      int subIndex, String name, int width, int height, @Nullable Boolean masked, String url) {
    static ProcessedAnswer of(PictureId owner, Processed processed) {
      return new ProcessedAnswer(
          processed.subIndex(),
          processed.name(),
          processed.width(),
          processed.height(),
          processed.masked(),
          "/api/v1/pictures/" + owner + "/processed/" + processed.subIndex());
    }
  }

  static PictureAnswer of(Picture picture, PictureForm wanted) {
    return new PictureAnswer(
        picture.id().value(),
        picture.concept().value(),
        picture.original().name(),
        picture.index(),
        picture.original().format().name().toLowerCase(Locale.ROOT),
        picture.original().width(),
        picture.original().height(),
        picture.original().bytes(),
        picture.caption().text(),
        picture.original().mask() != null,
        state(picture.outcome(), wanted),
        picture.outcome() instanceof Outcome.Refused refused ? refused.reason() : null,
        picture.outcome().pictures().stream()
            .map(each -> ProcessedAnswer.of(picture.id(), each))
            .toList(),
        "/api/v1/pictures/" + picture.id() + "/original");
  }

  private static String state(Outcome outcome, PictureForm wanted) {
    if (outcome instanceof Outcome.Refused) {
      return "refused";
    }
    if (outcome instanceof Outcome.Unprepared) {
      return "new";
    }
    return outcome.hasForm(wanted) ? "prepared" : "outdated";
  }
}
