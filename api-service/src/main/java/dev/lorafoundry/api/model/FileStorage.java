package dev.lorafoundry.api.model;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Stores files of one kind by their content. */
final class FileStorage {
  private final ObjectStore store;
  private final ModelSettings settings;
  private final String folder;

  /**
   * @param folder first part of the objects' keys
   */
  FileStorage(ObjectStore store, ModelSettings settings, String folder) {
    this.store = store;
    this.settings = settings;
    this.folder = folder;
  }

  /** Looks at a file before it is stored, and throws if it is not what it should be. */
  @FunctionalInterface
  interface Inspection<T> {
    T of(Path file) throws IOException;
  }

  /** A file that was stored, and what was seen in it. */
  record Inspected<T>(StoredFile file, T seen) {}

  /**
   * Looks at a file and stores it.
   *
   * @param fileName as people know the file; its name without extension is its usual name
   * @param name what it is to be called; absent: as the file
   * @throws UploadRefused if it is too large
   * @throws dev.lorafoundry.api.project.NameRefused if it can't have that name
   */
  <T> Inspected<T> store(
      Path file, String fileName, @Nullable String name, Inspection<T> inspection)
      throws IOException {
    String called = Names.checked(new ModelFiles(file, fileName, null, name, null).modelName());
    long bytes = Files.size(file);
    settings.requireAllowed(bytes);
    T seen = inspection.of(file);
    String sha256 = new DigestUtils(SHA_256).digestAsHex(file);
    ObjectKey key = ObjectKey.of(folder, sha256 + ".safetensors");
    store.putIfAbsent(key, Content.of(file, Content.BINARY));
    return new Inspected<>(new StoredFile(called, sha256, bytes, key.value()), seen);
  }
}
