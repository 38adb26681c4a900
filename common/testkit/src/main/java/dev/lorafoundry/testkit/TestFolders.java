package dev.lorafoundry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders of shared servers: deleted when the JVM ends, after the servers have stopped. */
final class TestFolders {
  private static final Logger log = LoggerFactory.getLogger(TestFolders.class);
  private static final Deque<AutoCloseable> ENDINGS = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TestFolders::endAll, "end-test-servers"));
  }

  private TestFolders() {}

  static synchronized Path create(String name) {
    try {
      Path folder = Files.createTempDirectory("lora-foundry-test-" + name + "-");
      ENDINGS.push(() -> delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the server at the end, before the folders that were made until now are deleted. */
  static synchronized void beforeDeletion(AutoCloseable server) {
    ENDINGS.push(server);
  }

  private static synchronized void endAll() {
    ENDINGS.forEach(TestFolders::end);
  }

  private static void end(AutoCloseable ending) {
    try {
      ending.close();
    } catch (Exception e) {
      log.warn("A test server or its folder did not end well: {}", e.toString());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
