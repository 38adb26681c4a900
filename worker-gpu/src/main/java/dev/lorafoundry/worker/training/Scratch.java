package dev.lorafoundry.worker.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the files of one attempt; gone with what is in it when the attempt ends. */
record Scratch(Path folder) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Scratch.class);

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

  /** What can't be removed is no fault of the attempt: it is cleared at the next start. */
  @Override
  public void close() {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      log.warn("{} can't be removed; the next start will do it: {}", folder, e.toString());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
