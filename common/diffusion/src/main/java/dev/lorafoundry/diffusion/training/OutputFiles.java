package dev.lorafoundry.diffusion.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What frozen parts said, in files of one folder: a training of a later process, or of another
 * worker, need not ask them again. Files appear whole, and one that is damaged is removed; when
 * there are too many, those unused for longest go. A folder that fails costs time, never a
 * training. Several processes may share a folder: each may exceed the limit by a sixteenth of it.
 * For one thread, but for the counts.
 */
public final class OutputFiles {
  private static final Logger log = LoggerFactory.getLogger(OutputFiles.class);
  private static final String WHOLE = ".output";
  private static final String UNFINISHED = ".part";
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** The folder is looked at again whenever such a part of the limit was written. */
  private static final int PARTS = 16;

  private final Path folder;
  private final long largestBytes;
  private final InstantSource clock;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong found = new AtomicLong();
  private final AtomicLong damaged = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /** Bytes that may be written before the folder is looked at again. */
  private long left;

  private record Kept(Path file, long bytes, FileTime lastUse) {}

  /**
   * @param folder made if need be; what others left unfinished long ago is removed
   * @param largestBytes of all files together
   */
  public OutputFiles(Path folder, long largestBytes, InstantSource clock) {
    if (largestBytes < 1) {
      throw new IllegalArgumentException(
          "a cache of " + largestBytes + " bytes is not allowed: at least 1");
    }
    this.folder = folder;
    this.largestBytes = largestBytes;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      makeRoom(0);
    } catch (IOException e) {
      throw new UncheckedIOException("the cache folder " + folder + " can't be used", e);
    }
  }

  /** Bytes of all files, as far as this process knows. */
  public long bytes() {
    return bytes.get();
  }

  /** Outputs that were here when they were asked for. */
  public long found() {
    return found.get();
  }

  /** Files that were removed because they were damaged or cut off. */
  public long damaged() {
    return damaged.get();
  }

  /** Files that went to make room. */
  public long removed() {
    return removed.get();
  }

  /** Outputs that could not be read or written. */
  public long failures() {
    return failures.get();
  }

  /**
   * An output.
   *
   * @param key all that it depends on
   */
  Optional<float[]> find(String key) {
    Path file = file(key);
    try {
      Optional<float[]> output = StoredOutput.read(key, Files.readAllBytes(file));
      if (output.isPresent()) {
        touch(file);
        found.incrementAndGet();
      } else {
        log.warn("{} is damaged: what it held is computed again", file);
        damaged.incrementAndGet();
        Files.deleteIfExists(file);
      }
      return output;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      failed(e);
      return Optional.empty();
    }
  }

  /** Keeps an output, unless it is larger than all may be. */
  void put(String key, float... output) {
    byte[] content = StoredOutput.write(key, output);
    long size = content.length;
    if (size > largestBytes) {
      return;
    }
    try {
      if (size > left) {
        makeRoom(size);
      }
      write(ByteBuffer.wrap(content), file(key));
      bytes.addAndGet(size);
      left -= size;
    } catch (IOException e) {
      failed(e);
    }
  }

  private void write(ByteBuffer content, Path file) throws IOException {
    Path part = folder.resolve(UUID.randomUUID() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (content.hasRemaining()) {
          channel.write(content);
        }
      }
      touch(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  /** Removes files until so many bytes, and some more, fit in. */
  private void makeRoom(long size) throws IOException {
    long room = Math.max(size, largestBytes / PARTS);
    List<Kept> kept = new ArrayList<>(kept());
    kept.sort(Comparator.comparing(Kept::lastUse));
    long total = kept.stream().mapToLong(Kept::bytes).sum();
    for (Kept each : kept) {
      if (total + room <= largestBytes) {
        break;
      }
      if (Files.deleteIfExists(each.file())) {
        removed.incrementAndGet();
      }
      total -= each.bytes();
    }
    bytes.set(total);
    left = room;
  }

  /** Those that are whole. */
  private List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(WHOLE)) {
          look(file).ifPresent(kept::add);
        } else if (file.toString().endsWith(UNFINISHED)) {
          removeIfAbandoned(file);
        }
      }
    } catch (UncheckedIOException e) { // why: a listing throws what goes wrong on its way so
      throw e.getCause();
    }
    return kept;
  }

  private void removeIfAbandoned(Path part) throws IOException {
    FileTime recent = FileTime.from(clock.instant().minus(ABANDONED));
    Optional<Kept> found = look(part).filter(each -> each.lastUse().compareTo(recent) < 0);
    if (found.isPresent()) {
      Files.deleteIfExists(part);
    }
  }

  /** Empty if another process has removed it meanwhile. */
  private static Optional<Kept> look(Path file) throws IOException {
    try {
      BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new Kept(file, known.size(), known.lastModifiedTime()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void failed(IOException e) {
    if (failures.getAndIncrement() == 0) {
      log.warn("The cache folder {} fails, what it lacks is computed: {}", folder, e.toString());
    } else {
      log.debug("The cache folder {} fails: {}", folder, e.toString());
    }
  }

  private Path file(String key) {
    return folder.resolve(DigestUtils.sha256Hex(key) + WHOLE);
  }
}
