package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;

/** Changes captions, one or many. */
public final class Captions {
  private final Pictures pictures;
  private final TransactionOperations transactions;

  Captions(Pictures pictures, TransactionOperations transactions) {
    this.pictures = pictures;
    this.transactions = transactions;
  }

  /**
   * Changes one caption as it was seen.
   *
   * @return whether it was still as seen; nothing changed if not
   * @throws CaptionRefused if it can't be that text
   */
  public boolean change(PictureId picture, Caption seen, String text) {
    return pictures.caption(picture, seen.changedTo(text));
  }

  /**
   * Changes many captions; says how many became another text.
   *
   * @param chosen whose; empty: all of the version
   * @throws CaptionRefused if one can't be that text, and then nothing changes
   * @throws PictureNotFound if one of the chosen is not in the version
   */
  public int change(VersionId version, Collection<PictureId> chosen, CaptionChange change) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.lock(version);
              List<Picture> all = pictures.all(version);
              requireKnown(all, chosen);
              return (int)
                  all.stream()
                      .filter(picture -> chosen.isEmpty() || chosen.contains(picture.id()))
                      .filter(picture -> changed(picture, change))
                      .count();
            }));
  }

  private boolean changed(Picture picture, CaptionChange change) {
    Caption caption = picture.caption().changedTo(change.apply(picture.caption().text()));
    return !caption.text().equals(picture.caption().text())
        && pictures.caption(picture.id(), caption);
  }

  private static void requireKnown(List<Picture> all, Collection<PictureId> chosen) {
    List<PictureId> known = all.stream().map(Picture::id).toList();
    for (PictureId id : chosen) {
      if (!known.contains(id)) {
        throw PictureNotFound.original(id);
      }
    }
  }
}
