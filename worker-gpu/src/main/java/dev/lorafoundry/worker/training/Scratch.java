package dev.lorafoundry.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of one attempt; gone with what is in it when the attempt ends. */
record Scratch(Path folder) implements AutoCloseable {
  static Scratch in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new Scratch(Files.createTempDirectory(parent, "attempt-"));
  }

  /** Removes what attempts left behind whose process was killed. */
  static void clear(Path parent) throws IOException {
    if (Files.exists(parent)) {
      try (Stream<Path> left = Files.list(parent)) {
        for (Path folder : left.toList()) {
          delete(folder);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
