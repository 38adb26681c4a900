package dev.lorafoundry.api.picture;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Small files in memory, up to so many bytes; those that nobody has asked for longest go first. */
final class RecentFiles {
  private static final int FIRST_SIZE = 64;
  private static final float LOAD = 0.75f;

  private final Map<String, byte[]> files = new LinkedHashMap<>(FIRST_SIZE, LOAD, true);
  private final long most;
  private long bytes;

  RecentFiles(long most) {
    this.most = most;
  }

  synchronized Optional<byte[]> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** Keeps a file, and returns it. */
  synchronized byte[] keep(String name, byte[] file) {
    byte[] before = files.put(name, file);
    bytes += file.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = files.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
    return file;
  }
}
