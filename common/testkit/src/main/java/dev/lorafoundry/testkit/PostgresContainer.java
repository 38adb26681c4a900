package dev.lorafoundry.testkit;

import dev.lorafoundry.testkit.server.PostgresServer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container. */
final class PostgresContainer implements PostgresServer {
  private final PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");

  PostgresContainer() {
    container.start();
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            database);
  }

  @Override
  public String user() {
    return container.getUsername();
  }

  @Override
  public String password() {
    return container.getPassword();
  }

  @Override
  public void close() {
    container.stop();
  }
}
