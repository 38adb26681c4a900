package dev.lorafoundry.standalone;

import java.nio.file.Path;

/** Sends what the servers and the API log to a file, so that the terminal stays readable. */
final class Logs {
  /** Read by {@code logback.xml}. */
  private static final String FOLDER = "standalone.logs";

  private Logs() {}

  /** Must come before anything logs. */
  static void writeTo(Path folder) {
    System.setProperty(FOLDER, folder.toString());
  }
}
