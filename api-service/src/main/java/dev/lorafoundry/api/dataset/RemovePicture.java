package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/** Takes pictures out of their datasets; their objects go later, unless a snapshot needs them. */
public final class RemovePicture {
  private final Pictures pictures;
  private final LiveEvents live;
  private final TransactionOperations transactions;

  RemovePicture(Pictures pictures, LiveEvents live, TransactionOperations transactions) {
    this.pictures = pictures;
    this.live = live;
    this.transactions = transactions;
  }

  /**
   * @throws PictureNotFound if there is no such picture
   */
  public void remove(PictureId id) {
    Picture picture = pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
    removeAll(picture.version(), Set.of(id));
  }

  /**
   * Takes several out, all or none.
   *
   * @throws PictureNotFound if the version has no such picture
   */
  public void removeAll(VersionId version, Collection<PictureId> ids) {
    transactions.executeWithoutResult(
        status -> {
          pictures.lock(version);
          // why: not before the lock, since a worker may have prepared them until then
          List<Picture> found = found(version, ids);
          pictures.removeAll(ids);
          pictures.discard(found.stream().flatMap(RemovePicture::keys).toList());
          live.changed(LiveTopic.DATASET, version.value(), version, null);
        });
  }

  private List<Picture> found(VersionId version, Collection<PictureId> ids) {
    Map<PictureId, Picture> found =
        pictures.findAll(ids).stream()
            .filter(picture -> picture.version().equals(version))
            .collect(Collectors.toMap(Picture::id, Function.identity()));
    ids.stream()
        .filter(id -> !found.containsKey(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw PictureNotFound.original(id);
            });
    return List.copyOf(found.values());
  }

  private static Stream<String> keys(Picture picture) {
    return Stream.concat(Stream.of(picture.original().key()), picture.keysBeside().stream());
  }
}
