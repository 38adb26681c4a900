package dev.lorafoundry.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The working copy that these checks belong to. */
final class Repository {
  private static final Path ROOT = find(Path.of("").toAbsolutePath());

  private Repository() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  static String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + relative, e);
    }
  }

  private static Path find(Path folder) {
    if (Files.isDirectory(folder.resolve("helm"))
        && Files.isRegularFile(folder.resolve("docs/LICENSE"))) {
      return folder;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      throw new IllegalStateException("not inside the repository: " + Path.of("").toAbsolutePath());
    }
    return find(parent);
  }
}
