package dev.lorafoundry.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.standalone.process.Program;
import dev.lorafoundry.testkit.server.KafkaServer;
import dev.lorafoundry.testkit.server.PostgresServer;
import dev.lorafoundry.testkit.server.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkersTest {
  @TempDir Path folder;

  @Test
  void haveTimeToSaveBeforeTheirEndIsEnforced() {
    for (Program program : programs()) {
      Duration drain = seconds(program, "LORAFOUNDRY_WORKER_DRAIN");
      Duration shutdown = seconds(program, "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE");

      assertThat(drain).isGreaterThanOrEqualTo(Duration.ofMinutes(1)).isLessThan(shutdown);
      assertThat(Workers.GRACE).isGreaterThan(shutdown);
    }
  }

  @Test
  void writeBelowTheStateFolderOnly() {
    assertThat(programs())
        .allSatisfy(
            program -> {
              assertThat(program.log()).startsWithRaw(folder);
              assertThat(Path.of(value(program, "LORAFOUNDRY_WORKER_CACHE"))).startsWithRaw(folder);
              assertThat(Path.of(value(program, "DJL_CACHE_DIR"))).startsWithRaw(folder);
            });
  }

  @Test
  void shareAFolderOfLibtorchIfTheEnvironmentNamesOne() {
    List<Program> programs = programs(Map.of("DJL_CACHE_DIR", "/common"));

    assertThat(programs).allMatch(program -> value(program, "DJL_CACHE_DIR").equals("/common"));
  }

  private List<Program> programs() {
    return programs(Map.of());
  }

  private List<Program> programs(Map<String, String> environment) {
    Options options = Options.of(new String[0], Map.of());
    try (StateFolder state = StateFolder.open(folder.resolve("state"))) {
      return new Workers(
              options,
              state,
              Secrets.in(state.secrets(), state.postgres()),
              new Servers(new Postgres(), new Kafka(), new S3()),
              URI.create("http://127.0.0.1:8080"))
          .programs(environment);
    }
  }

  private static Duration seconds(Program program, String name) {
    return Duration.parse("PT" + value(program, name));
  }

  private static String value(Program program, String name) {
    return program.environment().getOrDefault(name, "");
  }

  private record Postgres() implements PostgresServer {
    @Override
    public String jdbcUrl(String database) {
      return "jdbc:postgresql://127.0.0.1:1/" + database;
    }

    @Override
    public String user() {
      return "user";
    }

    @Override
    public String password() {
      return "password";
    }

    @Override
    public void close() {}
  }

  private record Kafka() implements KafkaServer {
    @Override
    public String bootstrapServers() {
      return "127.0.0.1:1";
    }

    @Override
    public void close() {}
  }

  private record S3() implements S3Server {
    @Override
    public URI endpoint() {
      return URI.create("http://127.0.0.1:1");
    }

    @Override
    public String accessKey() {
      return "key";
    }

    @Override
    public String secretKey() {
      return "secret";
    }

    @Override
    public void close() {}
  }
}
