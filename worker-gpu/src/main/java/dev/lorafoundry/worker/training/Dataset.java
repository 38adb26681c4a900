package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.image.BufferedImage;

/** The pictures and captions of a run, each checked against its digest when it is read. */
record Dataset(ObjectStore store, DatasetSnapshot snapshot) {
  private static final PictureReader READER = new PictureReader(PictureReader.Limits.DEFAULTS);

  /**
   * @throws dev.lorafoundry.objectstore.DamagedObject if the list is not the one that is meant
   */
  static Dataset of(ObjectStore store, SnapshotReference reference) {
    byte[] manifest = store.read(ObjectKey.of(reference.key()), reference.sha256());
    return new Dataset(store, new MessageCodec().read(manifest, DatasetSnapshot.class));
  }

  BufferedImage picture(DatasetSnapshot.Picture picture) {
    return READER.readGiven(store.read(ObjectKey.of(picture.key()), picture.sha256()));
  }
}
