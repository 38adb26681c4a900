package dev.lorafoundry.worker.process;

import java.util.Objects;

/** The version of this program. */
final class Software {
  private Software() {}

  /** As the jar says; {@code dev} where there is none. */
  static String version() {
    return Objects.requireNonNullElse(
        Software.class.getPackage().getImplementationVersion(), "dev");
  }
}
