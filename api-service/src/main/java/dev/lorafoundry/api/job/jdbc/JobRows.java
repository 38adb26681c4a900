package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobProgress;
import dev.lorafoundry.api.job.JobStanding;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table of jobs as what they mean. */
final class JobRows {
  private JobRows() {}

  static Job job(ResultSet row, int number) throws SQLException {
    return new Job(ticket(row), standing(row), progress(row));
  }

  private static JobTicket ticket(ResultSet row) throws SQLException {
    return new JobTicket(
        new JobId(row.getObject("id", UUID.class)),
        new RunId(row.getObject("run_id", UUID.class)),
        new VersionId(row.getObject("version_id", UUID.class)),
        row.getString("name"),
        StoredJson.read(row, "base_model", BaseModelReference.class),
        row.getString("snapshot_key"),
        StoredJson.read(row, "settings", TrainingSettings.class),
        Priority.ofLevel(row.getInt("priority")),
        row.getLong("planned_steps"),
        Times.read(row, "created_at"),
        Owners.read(row));
  }

  private static JobStanding standing(ResultSet row) throws SQLException {
    String worker = row.getString("worker");
    return new JobStanding(
        WorkState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        worker == null ? null : new WorkerId(worker),
        row.getString("reason"),
        Times.readOptional(row, "started_at"),
        Times.readOptional(row, "ended_at"),
        Times.readOptional(row, "attempt_since"),
        Duration.ofMillis(row.getLong("worked_millis")));
  }

  private static JobProgress progress(ResultSet row) throws SQLException {
    return new JobProgress(
        row.getLong("step"),
        row.getLong("total_steps"),
        row.getInt("epoch"),
        number(row, "loss"),
        number(row, "learning_rate"),
        number(row, "steps_per_second"),
        number(row, "final_loss"),
        number(row, "validation_loss"),
        row.getInt("checkpoints"));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Double.class);
  }
}
