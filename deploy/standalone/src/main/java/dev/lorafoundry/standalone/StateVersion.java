package dev.lorafoundry.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Which layout a state folder has: a number in the file {@code version}. It goes up with every
 * change that a program from before the change could not read.
 */
final class StateVersion {
  static final int CURRENT = 1;
  private static final String FILE = "version";

  private StateVersion() {}

  /**
   * @throws StartRefused if the folder holds something, and not a state that this program can read
   */
  static void require(Path root) throws IOException {
    Path file = root.resolve(FILE);
    if (Files.exists(file)) {
      requireReadable(root, Files.readString(file).strip());
    } else if (holdsSomething(root)) {
      throw new StartRefused(
          "%s is not empty and holds no state of LoRA Foundry that this program can read: there is no file '%s' in it. Choose a new or empty folder with --state."
              .formatted(root, FILE));
    }
  }

  /** Notes the version in a new folder. */
  static void write(Path root) throws IOException {
    if (!Files.exists(root.resolve(FILE))) {
      OwnersOnly.write(root.resolve(FILE), CURRENT + "\n");
    }
  }

  private static void requireReadable(Path root, String found) {
    if (!found.equals(Integer.toString(CURRENT))) {
      throw new StartRefused(
          "%s holds a state of version '%s', and this program reads version %d. Start it with the LoRA Foundry that wrote it, or choose another folder with --state."
              .formatted(root, found, CURRENT));
    }
  }

  private static boolean holdsSomething(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> files = Files.list(root)) {
      return files.findAny().isPresent();
    }
  }
}
