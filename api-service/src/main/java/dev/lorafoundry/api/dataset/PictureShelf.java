package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureReader.Header;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/** Where new pictures of one version go. */
final class PictureShelf {
  private final Pictures pictures;
  private final ObjectStore store;
  private final TransactionOperations transactions;
  private final Rules rules;
  private final VersionId version;

  PictureShelf(
      Pictures pictures,
      ObjectStore store,
      TransactionOperations transactions,
      Rules rules,
      VersionId version) {
    this.pictures = pictures;
    this.store = store;
    this.transactions = transactions;
    this.rules = rules;
    this.version = version;
  }

  /** What pictures must be like, and how many there may be. */
  record Rules(PictureReader reader, int maxPictures) {}

  /**
   * Adds a picture.
   *
   * @throws FileRefused if it is there already or there are too many
   * @throws dev.lorafoundry.diffusion.picture.PictureRefused if it is none that can be used
   */
  Picture add(String name, byte[] bytes) {
    Header header = rules.reader().inspect(bytes);
    String sha256 = sha256(bytes);
    requireNew(sha256);
    PictureId id = PictureId.random();
    ObjectKey key = ObjectKey.of("datasets", version.toString(), "originals", id.toString());
    store.put(key, Content.of(bytes, header.format().mediaType()));
    Original original =
        new Original(
            name,
            header.format(),
            header.width(),
            header.height(),
            bytes.length,
            sha256,
            key.value());
    try {
      return insert(id, original);
    } catch (RuntimeException e) {
      store.delete(key);
      throw e;
    }
  }

  private Picture insert(PictureId id, Original original) {
    Picture added =
        transactions.execute(
            status -> {
              pictures.lock(version);
              requireNew(original.sha256());
              requireRoom();
              Picture picture =
                  new Picture(
                      id,
                      version,
                      pictures.nextIndex(version),
                      original,
                      Caption.first(""),
                      new Outcome.Unprepared());
              pictures.add(picture);
              return picture;
            });
    return java.util.Objects.requireNonNull(added);
  }

  private void requireNew(String sha256) {
    Optional<Picture> same = pictures.withContent(version, sha256);
    if (same.isPresent()) {
      throw new FileRefused(
          "The same picture is there already, as '%s'."
              .formatted(same.orElseThrow().original().name()));
    }
  }

  private void requireRoom() {
    if (pictures.count(version) >= rules.maxPictures()) {
      throw new FileRefused(
          "The dataset has %,d pictures, which is the most allowed: delete some first."
              .formatted(rules.maxPictures()));
    }
  }

  /** The pictures that are there, by their stems. */
  Map<String, List<Picture>> byStem() {
    return pictures.all(version).stream()
        .collect(Collectors.groupingBy(picture -> picture.original().stem()));
  }

  /**
   * Gives a caption to a picture.
   *
   * @return the picture as it is now; empty if it is gone
   * @throws CaptionRefused if it can't be a caption
   */
  Optional<Picture> caption(Picture picture, String text) {
    return new CaptionEdit(pictures, before -> text).apply(picture);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
