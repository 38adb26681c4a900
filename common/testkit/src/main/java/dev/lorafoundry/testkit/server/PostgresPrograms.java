package dev.lorafoundry.testkit.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * PostgreSQL's programs as they lie in the jar. Those of two folders differ, so that one process
 * that uses both does not run the programs of the first for the second.
 */
record PostgresPrograms(Path folder) implements PgBinaryResolver {

  @Override
  public InputStream getPgBinary(String system, String machine) throws IOException {
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
  }
}
