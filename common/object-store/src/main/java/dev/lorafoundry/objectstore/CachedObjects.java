package dev.lorafoundry.objectstore;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of objects on the local disk, such as base models. A file appears whole and is checked
 * against its digest; when there are too many, those unused for longest go. Files that are open
 * stay readable after they went. The folder belongs to one process.
 */
public final class CachedObjects {
  private static final Logger log = LoggerFactory.getLogger(CachedObjects.class);
  private static final int LONGEST_NAME = 200;
  private static final String UNFINISHED = ".part";

  private final ObjectStore store;
  private final Path folder;
  private final long largestBytes;
  private final InstantSource clock;

  /** Digest of each file, as far as it was checked. */
  private final Map<Path, String> trusted = new HashMap<>();

  /**
   * @param folder made if need be; unfinished files of an earlier process are removed
   * @param largestBytes of all files together; the one in use may exceed it alone
   */
  public CachedObjects(ObjectStore store, Path folder, long largestBytes, InstantSource clock) {
    if (largestBytes < 1) {
      throw new IllegalArgumentException(
          "a cache of " + largestBytes + " bytes is not allowed: at least 1");
    }
    this.store = store;
    this.folder = folder;
    this.largestBytes = largestBytes;
    this.clock = clock;
    prepare();
  }

  /**
   * How a file is opened, or read.
   *
   * @param <T> what it is then
   */
  @FunctionalInterface
  public interface Opening<T> {
    T of(Path file) throws IOException;
  }

  /**
   * Opens the object as a local file, downloaded unless it is here already. Until it is open,
   * nothing that others fetch takes its place.
   *
   * @param sha256 hex digest that the content must have
   * @throws NoSuchObject if there is none
   * @throws DamagedObject if its content is another
   * @throws IOException if the opening throws it
   */
  public <T> T open(ObjectKey key, String sha256, Opening<T> opening) throws IOException {
    return open(key, sha256, opening, () -> {});
  }

  /**
   * As the other, with something to do while the object is downloaded.
   *
   * @param between is run before each piece; what it throws ends the download
   * @throws IOException if the opening throws it
   */
  public synchronized <T> T open(ObjectKey key, String sha256, Opening<T> opening, Runnable between)
      throws IOException {
    return opening.of(fetch(key, sha256, between));
  }

  /**
   * As {@link #open(ObjectKey, String, Opening)}, for an object whose digest nobody knows.
   *
   * @throws IOException if the opening throws it
   */
  public <T> T open(ObjectKey key, Opening<T> opening) throws IOException {
    return open(key, "", opening);
  }

  /** The local file, which is there until others are fetched. */
  Path fetch(ObjectKey key, String sha256) {
    return fetch(key, sha256, () -> {});
  }

  private synchronized Path fetch(ObjectKey key, String sha256, Runnable between) {
    Path file = folder.resolve(name(key));
    try {
      if (!Files.exists(file)) {
        download(key, sha256, file, between);
      } else if (!isTrusted(file, sha256)) {
        log.warn("The cached {} is damaged: it is fetched again", key);
        Files.delete(file);
        download(key, sha256, file, between);
      }
      trusted.put(file, sha256);
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      makeRoom(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the cache folder " + folder + " can't be used", e);
    }
  }

  Path fetch(ObjectKey key) {
    return fetch(key, "");
  }

  /** All bytes that the cache holds. */
  public synchronized long bytes() {
    return files().stream().mapToLong(CachedObjects::size).sum();
  }

  /** Files that this process has seen whole are not read again: they may be large. */
  private boolean isTrusted(Path file, String sha256) throws IOException {
    return sha256.isEmpty()
        || sha256.equalsIgnoreCase(trusted.get(file))
        || sha256.equalsIgnoreCase(new DigestUtils(SHA_256).digestAsHex(file));
  }

  private void download(ObjectKey key, String sha256, Path file, Runnable between)
      throws IOException {
    Path part = Files.createTempFile(folder, "", UNFINISHED);
    try {
      if (sha256.isEmpty()) {
        store.download(key, part, between);
      } else {
        store.download(key, part, sha256, between);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      log.info("Fetched {} ({} bytes)", key, Files.size(file));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void makeRoom(Path used) throws IOException {
    List<Path> oldestFirst =
        files().stream().sorted(Comparator.comparing(CachedObjects::lastUse)).toList();
    long total = bytes();
    for (Path file : oldestFirst) {
      if (total > largestBytes && !file.equals(used)) {
        total -= size(file);
        Files.delete(file);
        trusted.remove(file);
        log.info("Removed {} from the cache to make room", file.getFileName());
      }
    }
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
      for (Path file : files()) {
        if (file.toString().endsWith(UNFINISHED)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the cache folder " + folder + " can't be used", e);
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the cache folder " + folder + " can't be listed", e);
    }
  }

  /**
   * Keys are plain ASCII without {@code ~}, so that no two keys share a name; a key that is longer
   * than file systems allow is named by its digest.
   */
  private static String name(ObjectKey key) {
    return key.value().length() <= LONGEST_NAME
        ? key.value().replace('/', '~')
        : "~" + DigestUtils.sha256Hex(key.value());
  }

  private static FileTime lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
