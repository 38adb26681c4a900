package dev.lorafoundry.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear whole: a temporary name first, then a rename. */
final class WholeFile {
  private WholeFile() {}

  static void write(InputStream in, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("file '" + file + "' is not allowed: it is a root folder");
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
    try {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
