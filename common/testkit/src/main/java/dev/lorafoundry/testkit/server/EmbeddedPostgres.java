package dev.lorafoundry.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL 18 as a child process of this one, on a data folder that outlives it. It listens on
 * TCP at this machine only, and asks everybody for the password.
 */
public final class EmbeddedPostgres implements PostgresServer {
  private static final String USER = "postgres";
  private static final String MAJOR = "18";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final String password;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts it on what the folder holds already. A server that a killed process left behind on the
   * same folder is ended first.
   *
   * @throws ServerDidNotStart if the port is taken or the folder can't be used
   */
  public static EmbeddedPostgres start(PostgresSetup setup) {
    requireMajor(setup.data());
    OrphanedPostgres.endIn(setup.data());
    int port = Ports.claim("PostgreSQL", setup.port());
    Path passwordFile = null;
    try {
      Files.createDirectories(setup.data());
      // why: a temporary file is its owner's only, a command line everybody's
      passwordFile = Files.createTempFile("lora-foundry-", "");
      Files.writeString(passwordFile, setup.password());
      return new EmbeddedPostgres(start(setup, port, passwordFile), setup.password());
    } catch (IOException | IllegalStateException e) {
      throw new ServerDidNotStart("PostgreSQL did not start in " + setup.data() + ": " + e, e);
    } finally {
      delete(passwordFile);
    }
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres start(
      PostgresSetup setup, int port, Path passwordFile) throws IOException {
    String fsync = setup.durability().fsync();
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setPgBinaryResolver(new PostgresPrograms(setup.programs()))
        .setOverrideWorkingDirectory(setup.programs().toFile())
        .setDataDirectory(setup.data())
        .setCleanDataDirectory(false)
        // why: whoever started it ends it, after those that use it
        .setRegisterShutdownHook(false)
        .setPort(port)
        // why: these are initdb's; they come after its "trust" and overrule it
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setConnectConfig("password", setup.password())
        // why: no socket in /tmp; a shell takes the quotes away
        .setServerConfig("unix_socket_directories", "''")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("fsync", fsync)
        .setServerConfig("synchronous_commit", fsync)
        .setServerConfig("full_page_writes", fsync)
        .setServerConfig("max_connections", "100")
        .setPGStartupWait(START_LIMIT)
        .start();
  }

  private static void requireMajor(Path data) {
    Path file = data.resolve("PG_VERSION");
    try {
      if (Files.exists(file) && !Files.readString(file).strip().equals(MAJOR)) {
        throw new ServerDidNotStart(
            "%s was made by PostgreSQL %s, and this program brings PostgreSQL %s. Use the program that made it, or another folder."
                .formatted(data, Files.readString(file).strip(), MAJOR));
      }
    } catch (IOException e) {
      throw new ServerDidNotStart("PostgreSQL's folder " + data + " can't be read: " + e, e);
    }
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the password can't be removed from " + file, e);
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
    return password;
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
