package dev.lorafoundry.testkit.server;

/** A running PostgreSQL. */
public interface PostgresServer extends AutoCloseable {
  /** Address of a database of this server for JDBC. */
  String jdbcUrl(String database);

  String user();

  String password();

  /** Makes an empty database if there is none of this name; returns its address for JDBC. */
  default String createDatabase(String name) {
    return Databases.create(this, name);
  }

  @Override
  void close();
}
