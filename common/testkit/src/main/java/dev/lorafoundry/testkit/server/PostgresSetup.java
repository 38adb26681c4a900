package dev.lorafoundry.testkit.server;

import java.nio.file.Path;

/**
 * How a PostgreSQL in a box is to run.
 *
 * @param data folder of its databases, which outlives it
 * @param programs folder that its programs are unpacked into, unless they are there: whoever may
 *     write there can have them do anything
 * @param port 0 for any free one
 * @param password of its only user, set when the data folder is first used
 */
public record PostgresSetup(
    Path data, Path programs, int port, String password, Durability durability) {

  /** What is more important: that data survive a power cut, or that tests be quick. */
  public enum Durability {
    SAFE("on"),
    FAST("off");

    private final String fsync;

    Durability(String fsync) {
      this.fsync = fsync;
    }

    String fsync() {
      return fsync;
    }
  }

  /** One for a test; all tests of a user share the programs. */
  public static PostgresSetup forTests(Path data) {
    Path programs =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "lora-foundry-test-postgres-" + System.getProperty("user.name"));
    return new PostgresSetup(data, programs, Ports.ANY, "test-password", Durability.FAST);
  }

  public PostgresSetup withPort(int other) {
    return new PostgresSetup(data, programs, other, password, durability);
  }

  /** Says all but the password. */
  @Override
  public String toString() {
    return "PostgresSetup[data=%s, programs=%s, port=%d, %s]"
        .formatted(data, programs, port, durability);
  }
}
