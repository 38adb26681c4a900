package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionOperations;

/** Gives one picture a mask, or takes it away; either way it has to be prepared again. */
public final class ChangeMask {
  private final Pictures pictures;
  private final Preparations preparations;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final PictureReader reader;

  ChangeMask(
      Pictures pictures,
      Preparations preparations,
      ObjectStore store,
      TransactionOperations transactions,
      DatasetSettings limits) {
    this.pictures = pictures;
    this.preparations = preparations;
    this.store = store;
    this.transactions = transactions;
    this.reader = new PictureReader(limits.pictures());
  }

  /**
   * Gives a picture a mask, instead of the one that it has.
   *
   * @param bytes of the mask's file
   * @return the picture as it is now
   * @throws PictureNotFound if there is no such picture
   * @throws MaskRefused if the file is no picture that can be used
   * @throws DatasetBusy if workers prepare the dataset
   */
  public Picture give(PictureId id, byte[] bytes) {
    MaskShelf shelf = shelf(find(id));
    Mask mask = stored(shelf, bytes);
    try {
      return changed(id, picture -> shelf.give(picture, mask));
    } catch (DatasetBusy e) {
      shelf.discard(mask);
      throw e;
    }
  }

  private static Mask stored(MaskShelf shelf, byte[] bytes) {
    try {
      return shelf.store(bytes);
    } catch (PictureRefused e) {
      throw new MaskRefused(e);
    }
  }

  /**
   * Takes a picture's mask away; one without stays as it is.
   *
   * @throws PictureNotFound if there is no such picture
   * @throws DatasetBusy if workers prepare the dataset
   */
  public Picture take(PictureId id) {
    MaskShelf shelf = shelf(find(id));
    return changed(id, shelf::take);
  }

  private MaskShelf shelf(Picture picture) {
    return new MaskShelf(pictures, preparations, store, reader, picture.version());
  }

  private Picture changed(PictureId id, Function<Picture, Picture> change) {
    try {
      return Objects.requireNonNull(
          transactions.execute(
              status -> {
                pictures.lock(find(id).version());
                // why: read again, since somebody may have changed it until the lock was had
                return change.apply(find(id));
              }));
    } catch (FileRefused e) {
      throw new DatasetBusy(e);
    }
  }

  private Picture find(PictureId id) {
    return pictures.find(id).orElseThrow(() -> PictureNotFound.original(id));
  }
}
