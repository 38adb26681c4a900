package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.CaptionSheet;
import dev.lorafoundry.api.dataset.Concept;
import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.dataset.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The caption of a picture in the list of all.
 *
 * @param tags of all its lines, each once
 * @param edition as its ETag says
 * @param regularisation whether the picture is for regularisation, where no trigger word belongs
 * @param pictureUrl its first training picture, or the original while there is none
 */
record CaptionLine(
    UUID picture,
    String name,
    String caption,
    Collection<String> tags,
    long edition,
    boolean regularisation,
    String pictureUrl) {
  static List<CaptionLine> of(CaptionSheet sheet, List<Concept> concepts) {
    Map<ConceptId, Concept> known =
        concepts.stream().collect(Collectors.toMap(Concept::id, Function.identity()));
    return sheet.pictures().stream()
        .map(
            picture -> {
              Concept concept = known.get(picture.concept());
              return of(picture, concept != null && concept.terms().regularisation());
            })
        .toList();
  }

  private static CaptionLine of(Picture picture, boolean regularisation) {
    return new CaptionLine(
        picture.id().value(),
        picture.original().name(),
        picture.caption().text(),
        picture.caption().tags(),
        picture.caption().edition(),
        regularisation,
        picture.shownAt());
  }
}
