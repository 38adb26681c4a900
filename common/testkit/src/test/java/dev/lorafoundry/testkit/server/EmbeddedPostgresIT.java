package dev.lorafoundry.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.testkit.server.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
  @TempDir Path folder;

  @Test
  void keepsItsRowsOverARestart() throws SQLException {
    try (var server = EmbeddedPostgres.start(folder, 0, Durability.SAFE)) {
      execute(server, "create table kept as select 42 as answer");
    }

    try (var server = EmbeddedPostgres.start(folder, 0, Durability.SAFE)) {
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

    try (var server = EmbeddedPostgres.start(folder, 0, Durability.FAST)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(number(server, "select count(*) from pg_database where datname = 'left_behind'"))
          .isEqualTo(1);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> EmbeddedPostgres.start(folder, taken.getLocalPort(), Durability.FAST))
          .isInstanceOf(ServerDidNotStart.class)
          .hasMessageContaining("PostgreSQL can't have port " + taken.getLocalPort())
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void makesADatabaseOnce() throws SQLException {
    try (var server = EmbeddedPostgres.start(folder, 0, Durability.FAST)) {
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

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        server.createDatabase("foundry"), server.user(), server.password());
  }
}
