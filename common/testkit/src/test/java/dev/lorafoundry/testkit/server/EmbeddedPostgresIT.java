package dev.lorafoundry.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.testkit.server.PostgresSetup.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
  @TempDir Path folder;

  private PostgresSetup setup;

  @BeforeEach
  void setUp() {
    setup = PostgresSetup.forTests(folder);
  }

  @Test
  void keepsItsRowsOverARestart() throws SQLException {
    setup = new PostgresSetup(folder, setup.programs(), 0, "its own", Durability.SAFE);
    try (var server = EmbeddedPostgres.start(setup)) {
      execute(server, "create table kept as select 42 as answer");
    }

    try (var server = EmbeddedPostgres.start(setup)) {
      assertThat(number(server, "select answer from kept")).isEqualTo(42);
      assertThat(number(server, "show server_version_num")).isBetween(180_000, 189_999);
    }
  }

  @Test
  void endsTheServerThatAKilledProcessLeftBehind() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DiesWithoutStoppingPostgres.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(killed.waitFor()).isEqualTo(9);
    ProcessHandle orphan = ProcessHandle.of(pidIn(folder)).orElseThrow();
    assertThat(orphan.isAlive()).isTrue();

    try (var server = EmbeddedPostgres.start(setup)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(number(server, "select count(*) from pg_database where datname = 'left_behind'"))
          .isEqualTo(1);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(setup.withPort(taken.getLocalPort())))
          .isInstanceOf(ServerDidNotStart.class)
          .hasMessageContaining("PostgreSQL can't have port " + taken.getLocalPort())
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void asksEverybodyForThePassword() throws Exception {
    try (var server = EmbeddedPostgres.start(setup)) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      server.jdbcUrl("postgres"), server.user(), "postgres"))
          .hasMessageContaining("password authentication failed");
      assertThat(Files.readAllLines(folder.resolve("pg_hba.conf")))
          .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("scram-sha-256"));
    }
  }

  @Test
  void opensNoDoorButOneAtThisMachine() throws SQLException {
    try (var server = EmbeddedPostgres.start(setup)) {
      assertThat(text(server, "show unix_socket_directories")).isEmpty();
      assertThat(text(server, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void runsProgramsFromTheFolderItWasGiven(@TempDir Path programs) throws Exception {
    setup = new PostgresSetup(folder, programs, 0, "password", Durability.FAST);

    try (var server = EmbeddedPostgres.start(setup)) {
      ProcessHandle process = ProcessHandle.of(pidIn(folder)).orElseThrow();
      assertThat(process.info().command().orElseThrow()).startsWith(programs.toString());
      assertThat(server.user()).isEqualTo("postgres");
    }
  }

  @Test
  void saysThatAnotherMajorMadeTheFolder() throws IOException {
    Files.writeString(folder.resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(setup))
        .isInstanceOf(ServerDidNotStart.class)
        .hasMessageContaining("was made by PostgreSQL 17, and this program brings PostgreSQL 18");
  }

  @Test
  void makesADatabaseOnce() throws SQLException {
    try (var server = EmbeddedPostgres.start(setup)) {
      String url = server.createDatabase("foundry");

      assertThat(server.createDatabase("foundry")).isEqualTo(url);
      assertThatThrownBy(() -> server.createDatabase("a; drop"))
          .hasMessageContaining("'a; drop' is not allowed");
    }
  }

  private static long pidIn(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int number(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String text(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        server.createDatabase("foundry"), server.user(), server.password());
  }
}
