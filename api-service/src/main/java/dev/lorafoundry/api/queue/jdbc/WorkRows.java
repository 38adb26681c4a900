package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.AttemptRecord;
import dev.lorafoundry.api.queue.Candidate;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.QueueDepth;
import dev.lorafoundry.api.queue.Standing;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.Work;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.queue.WorkTicket;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the queue's tables as what they mean. */
final class WorkRows {
  private WorkRows() {}

  static WorkId id(ResultSet row, int number) throws SQLException {
    return id(row);
  }

  static Work work(ResultSet row, int number) throws SQLException {
    WorkTicket ticket =
        new WorkTicket(
            id(row), team(row), priority(row), Times.read(row, "submitted_at"), Owners.read(row));
    return new Work(ticket, standing(row));
  }

  static Candidate candidate(ResultSet row, int number) throws SQLException {
    return new Candidate(id(row), team(row), priority(row), row.getLong("place"));
  }

  static Map.Entry<Team, Duration> share(ResultSet row, int number) throws SQLException {
    long millis = Math.round(row.getDouble("seconds") * 1000);
    return Map.entry(team(row), Duration.ofMillis(millis));
  }

  static QueueDepth depth(ResultSet row, int number) throws SQLException {
    return new QueueDepth(
        WorkKind.valueOf(row.getString("kind")),
        team(row),
        priority(row),
        row.getLong("waiting"),
        Times.read(row, "oldest"));
  }

  static AttemptRecord attempt(ResultSet row, int number) throws SQLException {
    String endedBy = row.getString("ended_by");
    return new AttemptRecord(
        new LeaseEpoch(row.getInt("epoch")),
        new WorkerId(row.getString("worker")),
        row.getInt("dispatch"),
        Times.read(row, "claimed_at"),
        Times.readOptional(row, "ended_at"),
        endedBy == null ? null : Transition.valueOf(endedBy),
        row.getString("reason"));
  }

  static WorkChanged change(ResultSet row, int number) throws SQLException {
    return new WorkChanged(
        id(row),
        Transition.valueOf(row.getString("transition")),
        WorkState.valueOf(row.getString("from_state")),
        WorkState.valueOf(row.getString("to_state")),
        row.getInt("dispatch"),
        row.getInt("epoch"),
        worker(row),
        Times.readOptional(row, "leased_at"),
        Times.read(row, "at"),
        row.getString("reason"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        WorkState.valueOf(row.getString("state")),
        Times.read(row, "since"),
        row.getInt("dispatch"),
        row.getInt("epoch"),
        row.getInt("setbacks"),
        Times.read(row, "not_before"),
        worker(row),
        claim(row),
        Times.readOptional(row, "leased_at"),
        Times.readOptional(row, "lease_until"),
        resumePoint(row),
        row.getLong("step"),
        row.getLong("total_steps"),
        row.getString("reason"));
  }

  private static WorkId id(ResultSet row) throws SQLException {
    return new WorkId(WorkKind.valueOf(row.getString("kind")), row.getObject("id", UUID.class));
  }

  private static Team team(ResultSet row) throws SQLException {
    return new Team(row.getString("team"));
  }

  private static Priority priority(ResultSet row) throws SQLException {
    return Priority.ofLevel(row.getInt("priority"));
  }

  private static @Nullable WorkerId worker(ResultSet row) throws SQLException {
    String worker = row.getString("worker");
    return worker == null ? null : new WorkerId(worker);
  }

  private static @Nullable ClaimId claim(ResultSet row) throws SQLException {
    UUID claim = row.getObject("claim", UUID.class);
    return claim == null ? null : new ClaimId(claim);
  }

  private static Lease.@Nullable ResumePoint resumePoint(ResultSet row) throws SQLException {
    String key = row.getString("resume_key");
    return key == null
        ? null
        : new Lease.ResumePoint(key, row.getString("resume_sha256"), row.getLong("resume_step"));
  }
}
