package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureReader.Header;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where masks of one version's pictures go: first the file, then, in a transaction, the picture.
 */
final class MaskShelf {
  private final Pictures pictures;
  private final Preparations preparations;
  private final ObjectStore store;
  private final PictureReader reader;
  private final VersionId version;

  MaskShelf(
      Pictures pictures,
      Preparations preparations,
      ObjectStore store,
      PictureReader reader,
      VersionId version) {
    this.pictures = pictures;
    this.preparations = preparations;
    this.store = store;
    this.reader = reader;
    this.version = version;
  }

  /**
   * Stores a mask's file.
   *
   * @throws dev.lorafoundry.diffusion.picture.PictureRefused if it is no picture that can be used
   */
  Mask store(byte[] bytes) {
    Header header = reader.inspect(bytes);
    ObjectKey key =
        ObjectKey.of("datasets", version.toString(), "masks", UUID.randomUUID().toString());
    pictures.reserve(key.value(), PictureShelf.TIME_TO_ADD);
    store.put(key, Content.of(bytes, header.format().mediaType()));
    return new Mask(key.value(), DigestUtils.sha256Hex(bytes));
  }

  /**
   * Gives a picture a stored mask; needs the lock. One that it has already changes nothing.
   *
   * @return the picture as it is now
   * @throws FileRefused if workers are preparing it without that mask
   */
  Picture give(Picture picture, Mask mask) {
    Mask present = picture.original().mask();
    if (present != null && present.sha256().equals(mask.sha256())) {
      discard(mask);
      return picture;
    }
    requireRest("upload the mask");
    if (!pictures.claim(mask.key())) {
      throw new FileRefused(PictureShelf.TOO_LATE);
    }
    pictures.mask(picture.id(), mask);
    pictures.discard(picture.keysBeside());
    return picture.with(mask);
  }

  /**
   * Takes a picture's mask away; needs the lock.
   *
   * @return the picture as it is now
   * @throws FileRefused if workers are preparing it with that mask
   */
  Picture take(Picture picture) {
    if (picture.original().mask() == null) {
      return picture;
    }
    requireRest("delete the mask");
    pictures.mask(picture.id(), null);
    pictures.discard(picture.keysBeside());
    return picture.withoutMask();
  }

  private void requireRest(String what) {
    if (preparations.underWay(version).isPresent()) {
      throw new FileRefused(
          "The dataset is being prepared: %s again when that has ended.".formatted(what));
    }
  }

  /** Nobody needs that file. */
  void discard(Mask mask) {
    pictures.discard(List.of(mask.key()));
  }
}
