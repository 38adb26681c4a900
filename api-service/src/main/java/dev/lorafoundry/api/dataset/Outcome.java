package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PreparationEvent.Processed;
import java.util.List;

/** What preparation has made of a picture so far. */
public sealed interface Outcome {
  /** Nothing yet. */
  record Unprepared() implements Outcome {}

  /**
   * Training pictures.
   *
   * @param form the form of pictures that was asked for
   */
  record Prepared(PictureForm form, List<Processed> processed) implements Outcome {
    public Prepared {
      processed = List.copyOf(processed);
    }

    /**
     * Of this form, but by a worker that did not tell how it cut them, or cut them all the same.
     */
    boolean isUnframed(PictureForm wanted) {
      return form.equals(wanted) && !processed.stream().allMatch(made -> isFramed(made, wanted));
    }

    private static boolean isFramed(Processed made, PictureForm wanted) {
      return made.knownFraming()
          .filter(framing -> !wanted.keepsOverflow() || framing.kept().isPresent())
          .isPresent();
    }
  }

  /** It can't be used. */
  record Refused(String reason) implements Outcome {}

  /** Its training pictures, none unless it was prepared. */
  default List<Processed> pictures() {
    return this instanceof Prepared prepared ? prepared.processed() : List.of();
  }

  /** Whether there are training pictures of this form, with all that trainings are told of them. */
  default boolean hasForm(PictureForm form) {
    return this instanceof Prepared prepared
        && prepared.form().equals(form)
        && !prepared.isUnframed(form);
  }
}
