package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** Writes a picture's file to another one. */
  void download(DatasetSnapshot.Picture picture, Path file) {
    store.download(ObjectKey.of(picture.key()), file, picture.sha256());
  }

  /** A picture of which the file is there. */
  static BufferedImage read(Path file) {
    try {
      return READER.readGiven(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("picture " + file + " can't be read", e);
    }
  }
}
