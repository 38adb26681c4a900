package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.diffusion.picture.PictureReader;
import dev.lorafoundry.diffusion.picture.PictureReader.Header;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where new pictures of one version go: their files into the object store one by one, while nobody
 * waits for anything, and all of them into the dataset at the end, in one short transaction.
 */
final class PictureShelf {
  /** Far longer than an upload takes: what is not added by then is deleted. */
  static final Duration TIME_TO_ADD = Duration.ofDays(1);

  static final String TOO_LATE = "The upload took longer than a day: send it again.";

  private final Pictures pictures;
  private final MaskShelf masks;
  private final ObjectStore store;
  private final Rules rules;
  private final Destinations destinations;
  private final VersionId version;
  private final Map<String, String> storedNames = new HashMap<>();

  PictureShelf(
      Pictures pictures,
      Preparations preparations,
      ObjectStore store,
      Rules rules,
      Destinations destinations) {
    this.pictures = pictures;
    this.store = store;
    this.rules = rules;
    this.destinations = destinations;
    this.version = destinations.version();
    this.masks = new MaskShelf(pictures, preparations, store, rules.reader(), version);
  }

  /** What pictures must be like, and how many there may be. */
  record Rules(PictureReader reader, int maxPictures) {}

  /** A picture whose file is stored, and which is not in the dataset yet. */
  record Stored(PictureId id, Original original) {
    private Picture picture(VersionId version, ConceptId concept, int index) {
      return new Picture(
          id, version, concept, index, original, Caption.first(""), new Outcome.Unprepared());
    }
  }

  /**
   * Stores a picture's file.
   *
   * @throws FileRefused if the picture is there already or there are too many
   * @throws dev.lorafoundry.diffusion.picture.PictureRefused if it is none that can be used
   */
  Stored store(String name, byte[] bytes) {
    Header header = rules.reader().inspect(bytes);
    String sha256 = DigestUtils.sha256Hex(bytes);
    requireNew(sha256);
    requireRoom(pictures.count(version) + storedNames.size());
    PictureId id = PictureId.random();
    ObjectKey key = ObjectKey.of("datasets", version.toString(), "originals", id.toString());
    pictures.reserve(key.value(), TIME_TO_ADD);
    store.put(key, Content.of(bytes, header.format().mediaType()));
    storedNames.put(sha256, name);
    return new Stored(
        id,
        new Original(
            name,
            header.format(),
            header.width(),
            header.height(),
            bytes.length,
            sha256,
            key.value()));
  }

  /** Where masks of these pictures go. */
  MaskShelf masks() {
    return masks;
  }

  private void requireNew(String sha256) {
    Optional.ofNullable(storedNames.get(sha256))
        .or(() -> pictures.withContent(version, sha256).map(same -> same.original().name()))
        .ifPresent(PictureShelf::refuseAgain);
  }

  private static void refuseAgain(String name) {
    throw new FileRefused("The same picture is there already, as '%s'.".formatted(name));
  }

  private void requireRoom(int count) {
    if (count >= rules.maxPictures()) {
      throw new FileRefused(
          String.format(
              Locale.ROOT,
              "The dataset has %,d pictures, which is the most allowed: delete some first.",
              rules.maxPictures()));
    }
  }

  /** Keeps others from changing the dataset until the transaction ends. */
  void lock() {
    pictures.lock(version);
  }

  /**
   * Adds a stored picture; needs the lock.
   *
   * @param folder in which it lay, if that is a concept
   * @throws FileRefused if others have added it, or too many, in the meantime, or if there can't be
   *     that concept
   */
  Picture add(Stored stored, Optional<ConceptFolder> folder) {
    String key = stored.original().key();
    Concept concept;
    try {
      pictures
          .withContent(version, stored.original().sha256())
          .ifPresent(same -> refuseAgain(same.original().name()));
      requireRoom(pictures.count(version));
      concept = destinations.of(folder);
    } catch (FileRefused e) {
      pictures.discard(List.of(key));
      throw e;
    }
    if (!pictures.claim(key)) {
      throw new FileRefused(TOO_LATE);
    }
    Picture picture = stored.picture(version, concept.id(), pictures.nextIndex(version));
    pictures.add(picture);
    return picture;
  }

  /** The pictures that are there, by their stems. */
  Map<String, List<Picture>> byStem() {
    return pictures.all(version).stream()
        .collect(Collectors.groupingBy(picture -> picture.original().stem()));
  }

  /** The concept of files that lay in a folder, or in none, if there is one; needs the lock. */
  Optional<ConceptId> conceptOf(Optional<ConceptFolder> folder) {
    return destinations.known(folder).map(Concept::id);
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
}
