package dev.lorafoundry.testkit.server;

import dev.lorafoundry.testkit.server.EmbeddedPostgres.Durability;
import java.nio.file.Path;

/** A program that starts PostgreSQL and dies so suddenly that it can't stop it. */
final class DiesWithoutStoppingPostgres {
  private DiesWithoutStoppingPostgres() {}

  public static void main(String[] args) {
    EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(args[0]), 0, Durability.FAST);
    server.createDatabase("left_behind");
    Runtime.getRuntime().halt(9);
  }
}
