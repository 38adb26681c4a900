package dev.lorafoundry.objectstore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** An object store for tests: keeps everything on the heap, and its links lead nowhere. */
public final class InMemoryObjectStore implements ObjectStore {
  private final Map<ObjectKey, Kept> objects = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  @SuppressWarnings("ArrayRecordComponent") // why: never compared nor handed out
  private record Kept(byte[] bytes, String type, Instant at) {
    StoredObject describe(ObjectKey key) {
      return new StoredObject(
          key, bytes.length, type, DigestUtils.sha256Hex(bytes).substring(0, 32), at);
    }
  }

  public InMemoryObjectStore() {
    this(InstantSource.system());
  }

  public InMemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void put(ObjectKey key, Content content) {
    objects.put(key, keep(content));
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, Content content) {
    return objects.putIfAbsent(key, keep(content)) == null;
  }

  @Override
  public InputStream open(ObjectKey key) {
    return new ByteArrayInputStream(kept(key).bytes());
  }

  @Override
  public void download(ObjectKey key, Path file, Runnable between) {
    try (InputStream in = open(key)) {
      WholeFile.write(in, file, between);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(kept -> kept.describe(key));
  }

  @Override
  public List<ListedObject> list(String prefix) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().value().startsWith(prefix))
        .map(InMemoryObjectStore::listed)
        .toList();
  }

  @Override
  public void delete(Collection<ObjectKey> keys) {
    keys.forEach(objects::remove);
  }

  private Kept keep(Content content) {
    try (InputStream in = content.source().open()) {
      byte[] bytes = in.readAllBytes();
      if (bytes.length != content.length()) {
        throw new IllegalArgumentException(
            "content of " + bytes.length + " bytes was announced with " + content.length());
      }
      return new Kept(bytes, content.type(), clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Kept kept(ObjectKey key) {
    @Nullable Kept kept = objects.get(key);
    if (kept == null) {
      throw new NoSuchObject(key);
    }
    return kept;
  }

  private static ListedObject listed(Map.Entry<ObjectKey, Kept> entry) {
    Kept kept = entry.getValue();
    return new ListedObject(entry.getKey(), kept.bytes().length, kept.at());
  }
}
