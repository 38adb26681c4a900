package dev.lorafoundry.workerprocess;

import java.util.Objects;

/** The version of this program. */
public final class Software {
  private Software() {}

  /** As the jar says; {@code dev} where there is none. */
  public static String version() {
    return Objects.requireNonNullElse(
        Software.class.getPackage().getImplementationVersion(), "dev");
  }
}
