package dev.lorafoundry.objectstore;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Where large things lie: pictures, models, checkpoints. Objects appear whole or not at all and are
 * never changed under readers. Every method throws {@link ObjectStoreUnavailable} if the store
 * gives no answer; links last at least a second and at most seven days.
 */
public interface ObjectStore {

  /** Stores an object, over an older one of the same key. */
  void put(ObjectKey key, Content content);

  /**
   * Stores an object unless there is one of this key already. Meant for keys that contain a hash;
   * it is no lock, since some servers let two writers win.
   *
   * @return whether this call stored it
   */
  boolean putIfAbsent(ObjectKey key, Content content);

  /**
   * Opens an object for reading; the caller closes the stream.
   *
   * @throws NoSuchObject if there is none
   */
  InputStream open(ObjectKey key);

  /**
   * Writes an object to a file, which appears whole: nothing is there if this fails.
   *
   * @param between is run before each piece of the object; what it throws ends the download
   * @throws NoSuchObject if there is none
   */
  void download(ObjectKey key, Path file, Runnable between);

  /** As the other, whatever happens meanwhile. */
  default void download(ObjectKey key, Path file) {
    download(key, file, () -> {});
  }

  /** What is known of an object; empty if there is none. */
  Optional<StoredObject> find(ObjectKey key);

  /**
   * All objects whose keys start with the prefix, in the order of their keys.
   *
   * @param prefix such as {@code jobs/42/}; empty for everything
   */
  List<ListedObject> list(String prefix);

  /** Deletes objects; those that are not there are passed by. */
  void delete(Collection<ObjectKey> keys);

  default void delete(ObjectKey key) {
    delete(List.of(key));
  }

  default boolean exists(ObjectKey key) {
    return find(key).isPresent();
  }

  /**
   * The whole object in memory.
   *
   * @throws NoSuchObject if there is none
   */
  default byte[] read(ObjectKey key) {
    try (InputStream in = open(key)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading object '" + key + "' broke off", e);
    }
  }

  /**
   * The whole object in memory, if it is the one that is meant.
   *
   * @param sha256 hex digest that the content must have
   * @throws NoSuchObject if there is none
   * @throws DamagedObject if its content is another
   */
  default byte[] read(ObjectKey key, String sha256) {
    byte[] bytes = read(key);
    requireDigest(key, sha256, DigestUtils.sha256Hex(bytes));
    return bytes;
  }

  /**
   * Writes an object to a file, if it is the one that is meant; nothing is there otherwise.
   *
   * @param sha256 hex digest that the content must have
   * @throws NoSuchObject if there is none
   * @throws DamagedObject if its content is another
   */
  default void download(ObjectKey key, Path file, String sha256) {
    download(key, file, sha256, () -> {});
  }

  /** As the other, with something to do between the pieces. */
  default void download(ObjectKey key, Path file, String sha256, Runnable between) {
    download(key, file, between);
    try {
      String found = new DigestUtils(SHA_256).digestAsHex(file);
      if (!found.equalsIgnoreCase(sha256)) {
        Files.delete(file);
      }
      requireDigest(key, sha256, found);
    } catch (IOException e) {
      throw new UncheckedIOException("file " + file + " can't be checked", e);
    }
  }

  private static void requireDigest(ObjectKey key, String expected, String found) {
    if (!found.equalsIgnoreCase(expected)) {
      throw new DamagedObject(key, expected, found);
    }
  }
}
