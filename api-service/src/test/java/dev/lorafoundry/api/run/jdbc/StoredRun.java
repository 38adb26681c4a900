package dev.lorafoundry.api.run.jdbc;

import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs in the database, for tests of what belongs to them. */
public final class StoredRun {
  private StoredRun() {}

  public static RunId in(JdbcClient jdbc, VersionId version) {
    var run = RunExample.run(version);
    new JdbcRuns(jdbc).add(run);
    return run.id();
  }
}
