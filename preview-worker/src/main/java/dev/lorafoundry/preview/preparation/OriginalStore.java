package dev.lorafoundry.preview.preparation;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.diffusion.picture.PngFile;
import dev.lorafoundry.diffusion.preparation.PicturePreparation;
import dev.lorafoundry.diffusion.preparation.TrainingPicture;
import dev.lorafoundry.diffusion.preparation.UploadedPicture;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.DamagedObject;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.StoredObject;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Originals and training pictures of one attempt, in the object store. */
final class OriginalStore {
  private final ObjectStore store;
  private final PictureReader.Limits limits;
  private final PicturePreparation preparation;
  private final ObjectKey folder;

  OriginalStore(
      ObjectStore store, PictureReader.Limits limits, PreparationJob job, LeaseEpoch epoch) {
    this.store = store;
    this.limits = limits;
    preparation = new PicturePreparation(new PictureReader(limits), job.settings());
    folder =
        ObjectKey.of(
            "datasets",
            job.version().toString(),
            "processed",
            job.id().toString(),
            "e" + epoch.value());
  }

  /**
   * Stores the training pictures of one original.
   *
   * @throws PictureRefused if the original can't be used
   */
  List<PreparationEvent.Processed> prepare(PreparationJob.Original original) {
    List<TrainingPicture> pictures = preparation.apply(upload(original));
    List<PreparationEvent.Processed> processed = new ArrayList<>();
    for (int sub = 0; sub < pictures.size(); sub++) {
      processed.add(store(original, sub, pictures.get(sub)));
    }
    return processed;
  }

  private UploadedPicture upload(PreparationJob.Original original) {
    UploadedPicture picture =
        UploadedPicture.of(read("original", original.key(), original.sha256()));
    PreparationJob.Mask mask = original.mask();
    return mask == null ? picture : picture.with(read("mask", mask.key(), mask.sha256()));
  }

  /**
   * @param what the file is, for people
   */
  private byte[] read(String what, String place, String sha256) {
    ObjectKey key = ObjectKey.of(place);
    StoredObject found = store.find(key).orElseThrow(() -> gone(what));
    if (found.bytes() > limits.bytes()) {
      throw new PictureRefused(
          "The file has %,d bytes; at most %,d are allowed."
              .formatted(found.bytes(), limits.bytes()));
    }
    try {
      return store.read(key, sha256);
    } catch (NoSuchObject e) {
      throw gone(what); // why: somebody deleted it in between
    } catch (DamagedObject e) {
      throw new PictureRefused(
          "The %s is not stored as it was uploaded, it is damaged: upload it again."
              .formatted(what),
          e);
    }
  }

  /**
   * why: trainings read each picture under the same limits, and one that they can't read ends them
   */
  private void requireReadable(long bytes) {
    long most = Math.min(limits.bytes(), PictureReader.Limits.DEFAULTS.bytes());
    if (bytes > most) {
      throw new PictureRefused(
          "The training picture that is made of it has %,d bytes; at most %,d are allowed: let pictures be smaller (width, height), have sizes by their aspect ratios (enableBucket), or switch keepOverflow off."
              .formatted(bytes, most));
    }
  }

  private static PictureRefused gone(String what) {
    return new PictureRefused("The %s is no longer stored: upload it again.".formatted(what));
  }

  private PreparationEvent.Processed store(
      PreparationJob.Original original, int subIndex, TrainingPicture picture) {
    byte[] png = PngFile.of(picture.whole());
    requireReadable(png.length);
    ObjectKey key = folder.child(PictureNames.inKey(original, subIndex));
    store.put(key, Content.of(png, Content.PNG));
    return new PreparationEvent.Processed(
        subIndex,
        PictureNames.of(original, subIndex),
        key.value(),
        DigestUtils.sha256Hex(png),
        picture.width(),
        picture.height(),
        png.length,
        picture.framing(),
        picture.opacity().isPresent());
  }
}
