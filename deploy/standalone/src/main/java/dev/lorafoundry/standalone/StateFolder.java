package dev.lorafoundry.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of everything that outlives the process. One process at a time may use it: a lock on a
 * file in it ends with the process, however that ends.
 */
final class StateFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private StateFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be, for its owner only. Must come before anything else writes to it.
   *
   * @throws StartRefused if it belongs to something else, or to another version of this program
   */
  static void prepare(Path root) {
    try {
      StateVersion.require(root);
      OwnersOnly.createFolder(root);
      StateVersion.write(root);
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /**
   * Takes the folder for this process.
   *
   * @throws StartRefused as {@link #prepare}, or if another process has it
   */
  static StateFolder open(Path root) {
    prepare(root);
    try {
      Files.createDirectories(root.resolve("logs"));
      return new StateFolder(root, lock(root.resolve("lock")));
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  private static StartRefused unusable(Path root, IOException e) {
    return new StartRefused(
        "The state folder %s can't be used: %s. Choose another with --state.".formatted(root, e),
        e);
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      String holder = Files.readString(file).strip();
      channel.close();
      throw new StartRefused(
          "%s is in use by another LoRA Foundry%s. End that one, or choose another folder with --state."
              .formatted(file.getParent(), holder.isEmpty() ? "" : " (process " + holder + ")"));
    }
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    return channel;
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path root() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path objects() {
    return root.resolve("objects");
  }

  /** Base models that lie here can be imported by name. */
  Path models() {
    return root.resolve("models");
  }

  /** What a part keeps to be quicker; may be deleted while nothing runs. */
  Path cache(String part) {
    return root.resolve("cache").resolve(part);
  }

  Path secrets() {
    return root.resolve("secrets.properties");
  }

  Path log(String name) {
    return logs(root).resolve(name + ".log");
  }

  static Path logs(Path root) {
    return root.resolve("logs");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock of " + root + " can't be given back: " + e, e);
    }
  }
}
