package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** Takes pictures out of their datasets; their objects go later, unless a snapshot needs them. */
public final class RemovePicture {
  private final Pictures pictures;
  private final TransactionOperations transactions;

  RemovePicture(Pictures pictures, TransactionOperations transactions) {
    this.pictures = pictures;
    this.transactions = transactions;
  }

  /**
   * @throws PictureNotFound if there is no such picture
   */
  public void remove(PictureId id) {
    transactions.executeWithoutResult(
        status -> {
          pictures.lock(find(id).version());
          takeOut(id);
        });
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
          ids.stream().distinct().forEach(id -> takeOut(requireOf(version, id)));
        });
  }

  private PictureId requireOf(VersionId version, PictureId id) {
    if (!find(id).version().equals(version)) {
      throw PictureNotFound.original(id);
    }
    return id;
  }

  /** Needs the lock. */
  private void takeOut(PictureId id) {
    // why: read again, since a worker may have prepared it until the lock was had
    Picture picture = find(id);
    List<String> keys = new ArrayList<>(picture.keysBeside());
    keys.add(picture.original().key());
    pictures.remove(id);
    pictures.discard(keys);
  }

  private Picture find(PictureId id) {
    return pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
  }
}
