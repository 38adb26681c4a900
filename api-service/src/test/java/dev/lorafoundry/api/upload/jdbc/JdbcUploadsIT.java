package dev.lorafoundry.api.upload.jdbc;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.upload.Uploads;
import dev.lorafoundry.api.upload.UploadsContract;
import dev.lorafoundry.contracts.VersionId;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcUploadsIT extends UploadsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Uploads uploads = new JdbcUploads(DATABASE.jdbc());

  @Override
  protected Uploads uploads() {
    return uploads;
  }

  @Override
  protected VersionId version() {
    UUID project = UUID.randomUUID();
    VersionId version = VersionId.random();
    DATABASE
        .jdbc()
        .sql("insert into project (id, name, name_key, created_at) values (?, ?, ?, now())")
        .params(project, project.toString(), project.toString())
        .update();
    DATABASE
        .jdbc()
        .sql(
            "insert into version (id, project, name, name_key, created_at) values (?, ?, 'v', 'v', now())")
        .params(version.value(), project)
        .update();
    return version;
  }
}
