package dev.lorafoundry.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear whole: a temporary name first, then a rename. */
final class WholeFile {
  private static final int PIECE = 1 << 20;

  private WholeFile() {}

  /**
   * @param between is run before each piece
   */
  static void write(InputStream in, Path file, Runnable between) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("file '" + file + "' is not allowed: it is a root folder");
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
    try {
      copy(in, part, between);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void copy(InputStream in, Path file, Runnable between) throws IOException {
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      between.run();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
        between.run();
      }
    }
  }
}
