package dev.lorafoundry.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
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

  /** What goes with a deleted row is looked for in each table that refers to it. */
  @Test
  void findsRowsByTheKeysThatTheyReferTo() {
    flyway.migrate();

    assertThat(
            JdbcClient.create(source)
                .sql(
                    """
                    select c.conname from pg_constraint c
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                    where c.contype = 'f' and not exists (
                      select 1 from pg_index i
                      where i.indrelid = c.conrelid
                        and (cast(i.indkey as smallint[]))[0:cardinality(c.conkey) - 1] @> c.conkey
                        and coalesce(pg_get_expr(i.indpred, i.indrelid), '')
                          in ('', format('(%I IS NOT NULL)', a.attname)))
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }
}
