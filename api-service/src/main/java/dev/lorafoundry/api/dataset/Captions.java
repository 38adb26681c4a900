package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
   * Changes all captions of a version; says how many became another text.
   *
   * @throws CaptionRefused if one can't be that text, and then nothing changes
   */
  public int changeAll(VersionId version, CaptionChange change) {
    return change(version, all -> all, change);
  }

  /**
   * Changes some captions; says how many became another text.
   *
   * @param chosen whose; none: nothing changes
   * @throws CaptionRefused if one can't be that text, and then nothing changes
   * @throws PictureNotFound if one of the chosen is not in the version
   */
  public int change(VersionId version, Collection<PictureId> chosen, CaptionChange change) {
    Set<PictureId> wanted = new LinkedHashSet<>(chosen);
    return change(
        version,
        all -> {
          requireKnown(all, wanted);
          return all.stream().filter(picture -> wanted.contains(picture.id())).toList();
        },
        change);
  }

  private int change(VersionId version, UnaryOperator<List<Picture>> choice, CaptionChange change) {
    CaptionEdit edit = new CaptionEdit(pictures, change::apply);
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.lock(version);
              return (int)
                  choice.apply(pictures.all(version)).stream()
                      .filter(picture -> isChanged(picture, edit))
                      .count();
            }));
  }

  private static boolean isChanged(Picture picture, CaptionEdit edit) {
    return edit.apply(picture)
        .filter(after -> after.caption().edition() != picture.caption().edition())
        .isPresent();
  }

  private static void requireKnown(List<Picture> all, Set<PictureId> chosen) {
    Set<PictureId> known = all.stream().map(Picture::id).collect(Collectors.toSet());
    for (PictureId id : chosen) {
      if (!known.contains(id)) {
        throw PictureNotFound.original(id);
      }
    }
  }
}
