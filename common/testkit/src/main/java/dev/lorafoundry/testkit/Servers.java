package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.EmbeddedKafka;
import dev.lorafoundry.testkit.server.EmbeddedPostgres;
import dev.lorafoundry.testkit.server.EmbeddedS3;
import dev.lorafoundry.testkit.server.KafkaServer;
import dev.lorafoundry.testkit.server.PostgresServer;
import dev.lorafoundry.testkit.server.PostgresSetup;
import dev.lorafoundry.testkit.server.S3Server;

/**
 * The servers that all tests of one JVM share, each started when first asked for and ended with the
 * JVM. {@code -Dinfra=containers} runs them by Testcontainers instead of in a box; where there is
 * no Docker, tests that ask then fail and say so.
 */
public final class Servers {
  private Servers() {}

  public static PostgresServer postgres() {
    return Postgres.SERVER.get();
  }

  public static KafkaServer kafka() {
    return Kafka.SERVER.get();
  }

  public static S3Server s3() {
    return S3.SERVER.get();
  }

  /** Makes an empty database of a name that no other test has; returns its address for JDBC. */
  public static String freshDatabase() {
    return postgres().createDatabase(Unique.name("test").replace('-', '_'));
  }

  private static final class Postgres {
    static final Shared<PostgresServer> SERVER =
        new Shared<>(
            () -> EmbeddedPostgres.start(PostgresSetup.forTests(TestFolders.create("postgres"))),
            Containers::postgres);
  }

  private static final class Kafka {
    static final Shared<KafkaServer> SERVER =
        new Shared<>(() -> EmbeddedKafka.start(TestFolders.create("kafka"), 0), Containers::kafka);
  }

  private static final class S3 {
    static final Shared<S3Server> SERVER =
        new Shared<>(
            () -> EmbeddedS3.start(TestFolders.create("s3"), 0, "test-access", "test-secret"),
            Containers::s3);
  }
}
