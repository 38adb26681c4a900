package dev.lorafoundry.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends what the servers and the API log to a file, so that the terminal stays readable. */
final class Logs {
  /** Read by {@code logback.xml}. */
  private static final String FOLDER = "standalone.logs";

  private Logs() {}

  /** Must come before anything logs. */
  static void writeTo(Path folder) {
    System.setProperty(FOLDER, folder.toString());
    // why: Spring would set all up anew while the servers are already logging
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
