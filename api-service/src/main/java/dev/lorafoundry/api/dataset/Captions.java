package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Changes captions, one or many; of many all or none. */
public final class Captions {
  private final Pictures pictures;
  private final LiveEvents live;
  private final TransactionOperations transactions;

  Captions(Pictures pictures, LiveEvents live, TransactionOperations transactions) {
    this.pictures = pictures;
    this.live = live;
    this.transactions = transactions;
  }

  /**
   * What is to be changed.
   *
   * @param pictures whose captions; absent: all of the version; none: nothing changes
   */
  public record Request(CaptionChange change, @Nullable Collection<PictureId> pictures) {
    public Request {
      pictures = pictures == null ? null : List.copyOf(pictures);
    }

    /** The captions that become another text. */
    private Stream<ChangedCaption> on(CaptionSheet sheet) {
      CaptionChange prepared = change.among(sheet.tags());
      List<Picture> chosen = pictures == null ? sheet.pictures() : sheet.chosen(pictures);
      return chosen.stream()
          .map(picture -> ChangedCaption.of(picture, prepared.apply(picture.caption().text())));
    }
  }

  /** The captions of a version as they are now. */
  public CaptionSheet all(VersionId version) {
    return new CaptionSheet(pictures.all(version));
  }

  /**
   * Changes one caption as it was seen.
   *
   * @return whether it was still as seen; nothing changed if not
   * @throws CaptionRefused if it can't be that text
   */
  public boolean change(Picture picture, Caption seen, String text) {
    Caption changed = seen.changedTo(text);
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              boolean asSeen = pictures.caption(picture.id(), changed);
              if (asSeen) {
                tell(picture.version());
              }
              return asSeen;
            }));
  }

  private void tell(VersionId version) {
    live.changed(LiveTopic.DATASET, version.value(), version, null);
  }

  /**
   * Tells what a change would change.
   *
   * @throws CaptionRefused if a caption can't be what it would become
   * @throws PictureNotFound if one of the pictures is not in the version
   */
  public List<ChangedCaption> preview(CaptionSheet sheet, Request request) {
    return request.on(sheet).filter(ChangedCaption::isAnother).toList();
  }

  /**
   * Changes captions; tells which became another text.
   *
   * @param check may refuse, when it sees the captions before they are changed
   * @throws CaptionRefused if one can't be what it would become
   * @throws PictureNotFound if one of the pictures is not in the version
   * @throws CaptionsChangedMeanwhile if somebody else changes one at the same time
   */
  public List<ChangedCaption> change(
      VersionId version, Request request, Consumer<CaptionSheet> check) {
    return changed(
        version,
        sheet -> {
          check.accept(sheet);
          return request.on(sheet);
        });
  }

  /**
   * Gives captions texts of their own; tells which became another text.
   *
   * @throws CaptionRefused if one can't be that text
   * @throws PictureNotFound if one of the pictures is not in the version
   * @throws CaptionsChangedMeanwhile if one is not as it was seen
   */
  public List<ChangedCaption> write(VersionId version, List<CaptionText> texts) {
    return changed(
        version,
        sheet -> {
          List<Picture> chosen = sheet.chosen(texts.stream().map(CaptionText::picture).toList());
          if (chosen.size() < texts.size()) {
            throw new CaptionRefused(
                "A picture is named twice: name each once, with the caption that it is to have.");
          }
          return IntStream.range(0, chosen.size())
              .mapToObj(i -> written(chosen.get(i), texts.get(i)));
        });
  }

  private static ChangedCaption written(Picture picture, CaptionText wanted) {
    Long seen = wanted.seen();
    if (seen != null && seen != picture.caption().edition()) {
      throw new CaptionsChangedMeanwhile(picture.original().name());
    }
    return ChangedCaption.of(picture, wanted.text());
  }

  private List<ChangedCaption> changed(
      VersionId version, Function<CaptionSheet, Stream<ChangedCaption>> change) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              pictures.lock(version);
              List<ChangedCaption> all =
                  change.apply(all(version)).filter(ChangedCaption::isAnother).toList();
              store(all);
              if (!all.isEmpty()) {
                tell(version);
              }
              return all;
            }));
  }

  private void store(List<ChangedCaption> captions) {
    Set<PictureId> stored =
        pictures.captions(
            captions.stream()
                .collect(Collectors.toMap(ChangedCaption::picture, ChangedCaption::after)));
    captions.stream()
        .filter(caption -> !stored.contains(caption.picture()))
        .findFirst()
        .ifPresent(
            caption -> {
              throw new CaptionsChangedMeanwhile(caption.name());
            });
  }
}
