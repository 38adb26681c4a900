package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.testkit.server.EmbeddedKafka;
import dev.lorafoundry.testkit.server.EmbeddedPostgres;
import dev.lorafoundry.testkit.server.EmbeddedS3;
import dev.lorafoundry.testkit.server.PostgresSetup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewerDatabaseIT {
  @TempDir Path folder;

  @Test
  void isNotTakenForOneOfThisProgram() throws SQLException {
    Options options = Options.of(new String[] {"--port", "0"}, Map.of());
    Secrets secrets = Secrets.in(folder.resolve("secrets"), folder);
    try (var state = StateFolder.open(folder.resolve("state"));
        var postgres = EmbeddedPostgres.start(PostgresSetup.forTests(state.postgres()));
        var kafka = EmbeddedKafka.start(state.kafka(), 0);
        var s3 =
            EmbeddedS3.start(state.objects(), 0, secrets.s3AccessKey(), secrets.s3SecretKey())) {
      changeAsANewerProgram(postgres);
      Servers servers = new Servers(postgres, kafka, s3);

      assertThatThrownBy(() -> ApiInProcess.start(options, state, secrets, servers))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(state.postgres().toString())
          .hasMessageContaining("a newer LoRA Foundry may have changed it")
          .hasMessageContaining("99999");
    }
  }

  private static void changeAsANewerProgram(EmbeddedPostgres postgres) throws SQLException {
    String url = postgres.createDatabase("lora_foundry");
    Flyway.configure().dataSource(url, postgres.user(), postgres.password()).load().migrate();
    try (Connection connection =
            DriverManager.getConnection(url, postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into flyway_schema_history
            (installed_rank, version, description, type, script, checksum, installed_by,
             execution_time, success)
          values (99999, '99999', 'newer', 'SQL', 'V99999__newer.sql', 1, 'newer', 1, true)
          """);
    }
  }
}
