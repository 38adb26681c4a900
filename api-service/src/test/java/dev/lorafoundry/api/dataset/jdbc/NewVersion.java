package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.contracts.VersionId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that datasets refer to. */
final class NewVersion {
  private NewVersion() {}

  static VersionId in(JdbcClient jdbc) {
    UUID project = UUID.randomUUID();
    VersionId version = VersionId.random();
    jdbc.sql("insert into project (id, name, name_key, created_at) values (?, ?, ?, now())")
        .params(project, project.toString(), project.toString())
        .update();
    jdbc.sql(
            "insert into version (id, project, name, name_key, created_at) values (?, ?, 'v', 'v',"
                + " now())")
        .params(version.value(), project)
        .update();
    return version;
  }
}
