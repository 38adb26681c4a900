package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.Outcome;
import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.Pictures.Stretch;
import dev.lorafoundry.api.page.web.ConceptListView.ConceptView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a version's pictures, and where the others are.
 *
 * @param first the part that these pictures are
 * @param rest parts of the gallery that the browser loads when they come into sight, and forgets
 *     again: a page of thousands holds no more than a few hundred cards
 */
record PictureListView(
    String version,
    int first,
    List<PictureView> pictures,
    List<ConceptView> concepts,
    List<Stretch> rest) {
  PictureListView {
    concepts = List.copyOf(concepts);
    pictures = List.copyOf(pictures);
    rest = List.copyOf(rest);
  }

  /** Whether pictures can be moved to another concept. */
  public boolean movable() {
    return concepts.size() > 1;
  }

  /**
   * One picture.
   *
   * @param reason why it can't be used
   * @param mask what it has for a mask, for people; absent: nothing
   * @param edition of the caption as it was read: saving it refuses to overwrite a newer one
   * @param made what came of it, for people
   */
  record PictureView(
      String id,
      String concept,
      String name,
      String size,
      String original,
      String thumbnail,
      @Nullable String reason,
      @Nullable Phrase mask,
      String caption,
      long edition,
      Phrase made) {

    /**
     * @param wanted the form of training pictures that the version's settings ask for
     */
    static PictureView of(Picture picture, PictureForm wanted) {
      Outcome outcome = picture.outcome();
      return new PictureView(
          picture.id().toString(),
          picture.concept().toString(),
          picture.original().name(),
          picture.original().width() + " × " + picture.original().height(),
          "/api/v1/pictures/" + picture.id() + "/original",
          picture.shownAt() + "?width=256",
          outcome instanceof Outcome.Refused refused ? refused.reason() : null,
          mask(picture),
          picture.caption().text(),
          picture.caption().edition(),
          made(outcome, wanted));
    }

    private static @Nullable Phrase mask(Picture picture) {
      if (picture.original().mask() != null) {
        return Phrase.of("pictures.mask");
      }
      return picture.outcome().pictures().stream()
              .anyMatch(made -> Boolean.TRUE.equals(made.masked()))
          ? Phrase.of("pictures.mask-alpha")
          : null;
    }

    private static Phrase made(Outcome outcome, PictureForm wanted) {
      if (outcome.pictures().isEmpty()) {
        return outcome instanceof Outcome.Refused
            ? Phrase.of("pictures.not-used")
            : Phrase.of("pictures.not-prepared");
      }
      Phrase made = Phrase.of("count.training-pictures", outcome.pictures().size());
      return outcome.hasForm(wanted) ? made : Phrase.of("pictures.outdated", made);
    }
  }
}
