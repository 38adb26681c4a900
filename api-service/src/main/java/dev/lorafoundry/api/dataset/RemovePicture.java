package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/** Takes a picture out of its dataset; its objects go later, unless a snapshot needs them. */
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
          // why: read again, since a worker may have prepared it until the lock was had
          Picture picture = find(id);
          List<String> keys = new ArrayList<>(picture.keysBeside());
          keys.add(picture.original().key());
          pictures.remove(id);
          pictures.discard(keys);
        });
  }

  private Picture find(PictureId id) {
    return pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
  }
}
