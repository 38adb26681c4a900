package dev.lorafoundry.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class MigrationIT {
  private final DataSource source =
      new DriverManagerDataSource(
          Servers.freshDatabase(), Servers.postgres().user(), Servers.postgres().password());
  private final Flyway flyway = Flyway.configure().dataSource(source).load();

  @Test
  void makesAllTablesInAnEmptyDatabaseOnce() {
    int applied = flyway.migrate().migrationsExecuted;

    assertThat(applied).isEqualTo(flyway.info().all().length);
    assertThat(flyway.info().applied())
        .extracting(MigrationInfo::getScript)
        .contains("V110__create_project.sql", "V130__create_picture.sql", "V200__create_work.sql");
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    flyway.validate();
  }
}
