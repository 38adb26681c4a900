package dev.lorafoundry.testkit.server;

import java.nio.file.Path;

/** A program that starts PostgreSQL and dies so suddenly that it can't stop it. */
final class DiesWithoutStoppingPostgres {
  private DiesWithoutStoppingPostgres() {}

  public static void main(String[] args) {
    EmbeddedPostgres server = EmbeddedPostgres.start(PostgresSetup.forTests(Path.of(args[0])));
    server.createDatabase("left_behind");
    Runtime.getRuntime().halt(9);
  }
}
