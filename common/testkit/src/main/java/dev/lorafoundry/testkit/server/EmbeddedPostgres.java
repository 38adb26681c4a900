package dev.lorafoundry.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL 18 as a child process of this one, on a data folder that outlives it. */
public final class EmbeddedPostgres implements PostgresServer {
  private static final String USER = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /** What is more important: that data survive a power cut, or that tests be quick. */
  public enum Durability {
    SAFE("on"),
    FAST("off");

    private final String fsync;

    Durability(String fsync) {
      this.fsync = fsync;
    }
  }

  /**
   * Starts it on what the folder holds already. A server that a killed process left behind on the
   * same folder is ended first.
   *
   * @param port 0 for any free one
   * @throws ServerDidNotStart if the port is taken or the folder can't be used
   */
  public static EmbeddedPostgres start(Path data, int port, Durability durability) {
    OrphanedPostgres.endIn(data);
    int free = Ports.claim("PostgreSQL", port);
    try {
      Files.createDirectories(data);
      return new EmbeddedPostgres(
          io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              // why: whoever started it ends it, after those that use it
              .setRegisterShutdownHook(false)
              .setPort(free)
              .setServerConfig("fsync", durability.fsync)
              .setServerConfig("synchronous_commit", durability.fsync)
              .setServerConfig("full_page_writes", durability.fsync)
              .setServerConfig("max_connections", "100")
              .setPGStartupWait(START_LIMIT)
              .start());
    } catch (IOException | IllegalStateException e) {
      throw new ServerDidNotStart("PostgreSQL did not start in " + data + ": " + e, e);
    }
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  @Override
  public String user() {
    return USER;
  }

  @Override
  public String password() {
    return "postgres";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL did not stop: " + e, e);
    }
  }
}
