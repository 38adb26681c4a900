package dev.lorafoundry.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.testkit.Servers;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An installation that is in use comes to the newest version of the database. */
final class MigrationOfDataIT {
  /** The version that the data is of. */
  private static final String USED = "216";

  private static final List<String> ONE_ROW_EACH =
      List.of(
          "project",
          "version",
          "picture",
          "processed_picture",
          "preparation",
          "preparation_item",
          "run",
          "job",
          "checkpoint",
          "preview",
          "purged_state",
          "attempt",
          "work_change",
          "outbox");
  private static final String ID = "00000000-0000-0000-0000-000000000001";
  private static final String DATA =
      """
      insert into idempotent_request values
        ('api', 'answered', 'aa', now(), 201, 'application/json', '/x', '{"name": "cats"}'),
        ('api', 'secret', 'bb', now(), 201, 'application/json', null,
          '{"url": "http://host/sign-in?token=abc"}'),
        ('api', 'unanswered', 'cc', now(), null, null, null, null);
      insert into project (id, name, name_key, created_at) values (:id, 'cats', 'cats', now());
      insert into version (id, project, name, name_key, created_at)
        values (:id, :id, 'v1', 'v1', now());
      insert into picture values
        (:id, :id, 1, 'cat.png', 'PNG', 64, 64, 9, 'aa', 'datasets/a', 'a cat', 1, 'f', null);
      insert into processed_picture values
        (:id, 0, '00001-0-cat.png', 'datasets/p', 'bb', 64, 64, 9);
      insert into preparation (id, version, form, state, total, reason, created_at, ended_at)
        values (:id, :id, 'f', 'QUEUED', 1, '', now(), null);
      insert into preparation_item values (:id, :id, 1, 'cat.png', 'WAITING', '');
      insert into run values (:id, :id, :id, '{"rank": 8}', '{}', true, 1, '[]', now());
      insert into job (id, run_id, version_id, name, base_model_id, base_model, batch_size,
          settings, priority, planned_steps, created_at, state, attempts, reason, worked_millis,
          step, total_steps, epoch, checkpoints)
        values (:id, :id, :id, 'cats-bs-1', :id, '{}', 1, '{"rank": 8}', 1, 40, now(), 'RUNNING',
          1, '', 0, 20, 40, 1, 1);
      insert into checkpoint values
        (:id, :id, :id, :id, 'cats-v1-000001.safetensors', 1, 20, false, 0.5, 'jobs/a', 'aa', 9,
          now());
      insert into preview (id, checkpoint_id, job_id, run_id, version_id, settings, state,
          attempts, reason, done, total, notes, created_at)
        values (:id, :id, :id, :id, :id, '{"seeds": [7]}', 'QUEUED', 0, '', 0, 1, '[]', now());
      insert into purged_state values (:id, 1, 20);
      insert into work (kind, id, team, priority, message, submitted_at, state, since, dispatch,
          epoch, setbacks, not_before, step, total_steps, reason)
        values
          ('TRAINING', :id, 'default', 1,
            '{"a": 1, "snapshot": {"sha256": "aa", "key": "snapshots/a.json"}}', now(), 'RUNNING', now(), 1, 1, 0, now(), 20,
            40, ''),
          ('PREVIEW', :id, 'default', 1, '{"a": 2}', now(), 'QUEUED', now(), 1, 0, 0, now(), 0,
            0, '');
      insert into attempt (kind, id, epoch, worker, dispatch, claimed_at)
        values ('TRAINING', :id, 1, 'w1', 1, now());
      insert into work_change (kind, id, transition, from_state, to_state, dispatch, epoch, at,
          reason)
        values ('TRAINING', :id, 'CLAIM', 'RELEASED', 'RUNNING', 1, 1, now(), '');
      insert into outbox (topic, key, value, at) values ('training-jobs', 'a', '{"a": 1}', now());
      """
          .replace(":id", "'" + ID + "'");

  private final DataSource source = freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(source);

  @BeforeEach
  void useAndMigrate() {
    flyway().target(USED).load().migrate();
    execute(DATA);

    Flyway newest = flyway().load();
    assertThat(newest.migrate().migrationsExecuted).isPositive();
    newest.validate();
  }

  @Test
  void keepsWhatThereWas() {
    for (String table : ONE_ROW_EACH) {
      assertThat(count(table)).as(table).isEqualTo(1);
    }
  }

  @Test
  void leavesWorkAsItStood() {
    Map<String, Object> training =
        jdbc.sql("select * from work where kind = 'TRAINING'").query().singleRow();

    assertThat(training)
        .containsEntry("state", "RUNNING")
        .containsEntry("epoch", 1)
        .containsEntry("claim", null)
        .containsEntry("step", 20L);
    assertThat(texts("select message ->> 'a' from work order by kind")).containsExactly("2", "1");
    assertThat(texts("select settings ->> 'rank' from job")).containsExactly("8");
  }

  @Test
  void knowsNothingOfHowOlderPicturesWereFramed() {
    Map<String, Object> picture = jdbc.sql("select * from processed_picture").query().singleRow();

    assertThat(picture)
        .containsEntry("width", 64)
        .containsEntry("original_width", null)
        .containsEntry("cut_left", null);
  }

  @Test
  void picturesOfOlderVersionsBelongToTheFirstConcept() {
    assertThat(jdbc.sql("select concept from picture").query().singleRow())
        .containsEntry("concept", null);
  }

  @Test
  void knowsWhatOlderJobsTrainOn() {
    assertThat(texts("select snapshot_key from job")).containsExactly("snapshots/a.json");
  }

  @Test
  void takesJobsOfAnOlderVersionThatStillServes() {
    execute(
        "insert into job (id, run_id, version_id, name, base_model_id, base_model, batch_size,"
            + " settings, priority, planned_steps, created_at, state, attempts, reason,"
            + " worked_millis, step, total_steps, epoch, checkpoints)"
            + " select gen_random_uuid(), run_id, version_id, 'cats-bs-2', base_model_id,"
            + " base_model, batch_size, settings, priority, planned_steps, now(), 'QUEUED', 0, '',"
            + " 0, 0, 40, 0, 0 from job");

    assertThat(texts("select snapshot_key from job where name = 'cats-bs-2'")).containsExactly("");
  }

  @Test
  void takesObjectsThatAnOlderVersionKeepsWhileItStillServes() {
    execute("insert into kept_object select 'snapshots/a' on conflict do nothing");

    assertThat(texts("select cast(version as text) from kept_object"))
        .containsExactly("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void checkpointsOfOlderVersionsAreOfEpochsAndKnownByTheirSteps() {
    execute(
        "insert into checkpoint (id, job_id, run_id, version_id, name, epoch, step, last, by_step,"
            + " average_loss, key, sha256, bytes, created_at) select gen_random_uuid(), job_id,"
            + " run_id, version_id, name, epoch, 30, false, true, average_loss, key, sha256, bytes,"
            + " now() from checkpoint");

    assertThat(texts("select step || ' ' || by_step from checkpoint order by step"))
        .containsExactly("20 false", "30 true");
  }

  /** By a job that began anew with epochs of another length. */
  @Test
  void tellsApartWhatTwoAttemptsSavedAfterOneStep() {
    DataSource another = freshDatabase();
    JdbcClient older = JdbcClient.create(another);
    Flyway.configure().dataSource(another).target(USED).load().migrate();
    older.sql(DATA).update();
    older
        .sql(
            """
            insert into checkpoint select gen_random_uuid(), job_id, run_id, version_id, name, 2,
              step, last, average_loss, 'jobs/b', sha256, bytes, created_at - interval '1 hour'
            from checkpoint
            """)
        .update();

    Flyway.configure().dataSource(another).load().migrate();

    assertThat(older.sql("select step from checkpoint order by epoch").query(Long.class).list())
        .containsExactly(20L, -2L);
  }

  @Test
  void combinesAllValuesOfOlderRuns() {
    assertThat(texts("select zip from run")).containsExactly("[]");
  }

  @Test
  void forgetsAnswersThatHoldASecretAndRequestsWithoutAnAnswer() {
    assertThat(texts("select key from idempotent_request")).containsExactly("answered");
    assertThat(texts("select body from idempotent_request"))
        .containsExactly("{\"name\": \"cats\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into project (id, name, name_key, created_at)"
            + " select gen_random_uuid(), name, name_key, now() from project",
        "insert into preparation (id, version, form, state, total, reason, created_at)"
            + " select gen_random_uuid(), version, form, state, total, reason, now()"
            + " from preparation",
        "insert into checkpoint select gen_random_uuid(), job_id, run_id, version_id, name, epoch,"
            + " step, last, average_loss, key, sha256, bytes, now() from checkpoint",
        "insert into purged_state select * from purged_state",
      })
  void refusesWhatIsThereAlready(String insert) {
    assertThatThrownBy(() -> execute(insert)).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void forgetsWithARunWhatCameOfIt() {
    execute("delete from run");

    for (String table : List.of("job", "checkpoint", "preview", "purged_state")) {
      assertThat(count(table)).as(table).isZero();
    }
    assertThat(count("work")).isEqualTo(2);
  }

  private static DataSource freshDatabase() {
    return new DriverManagerDataSource(
        Servers.freshDatabase(), Servers.postgres().user(), Servers.postgres().password());
  }

  private FluentConfiguration flyway() {
    return Flyway.configure().dataSource(source);
  }

  private void execute(String sql) {
    var unused = jdbc.sql(sql).update();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private Iterable<String> texts(String sql) {
    return jdbc.sql(sql).query(String.class).list();
  }
}
