package dev.lorafoundry.testkit.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes databases on a running PostgreSQL. */
final class Databases {
  private Databases() {}

  static String create(PostgresServer server, String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "database name '"
              + name
              + "' is not allowed: small letters, digits and _, at most 63, a letter first");
    }
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password())) {
      if (!exists(connection, name)) {
        make(connection, name);
      }
      return server.jdbcUrl(name);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " can't be made: " + e, e);
    }
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, name);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void make(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }
}
