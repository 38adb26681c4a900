package dev.lorafoundry.api.idempotency.jdbc;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.RequestKey;
import dev.lorafoundry.api.postgres.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembered answers in PostgreSQL. A key is held by an advisory lock: whoever comes second learns
 * at once that it is taken, where a row not yet committed would make it wait.
 */
@Component
final class JdbcAnswers implements Answers {
  private final JdbcClient jdbc;

  JdbcAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Beginning begin(RequestKey key, String requestSha256, Instant now) {
    if (!hold(key)) {
      return new Beginning.UnderWay();
    }
    return jdbc.sql(
            """
            select * from idempotent_request
            where caller = :caller and key = :key and expires_at > :now and status is not null
            """)
        .param("caller", key.caller())
        .param("key", key.key())
        .param("now", Times.of(now))
        .query((row, number) -> known(row, requestSha256))
        .optional()
        .orElseGet(Beginning.First::new);
  }

  private boolean hold(RequestKey key) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:caller || ' ' || :key, 0))")
        .param("caller", "idempotency " + key.caller())
        .param("key", key.key())
        .query(Boolean.class)
        .single();
  }

  private static Beginning known(ResultSet row, String requestSha256) throws SQLException {
    return row.getString("request_sha256").equals(requestSha256)
        ? new Beginning.Answered(
            new Answer(
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                row.getString("body")))
        : new Beginning.OtherRequest();
  }

  @Override
  public void keep(RequestKey key, String requestSha256, Answer answer, Instant expiresAt) {
    jdbc.sql(
            """
            insert into idempotent_request (caller, key, request_sha256, expires_at, status,
              content_type, location, body)
            values (:caller, :key, :sha256, :until, :status, :type, :location, :body)
            on conflict (caller, key) do update set request_sha256 = excluded.request_sha256,
              expires_at = excluded.expires_at, status = excluded.status,
              content_type = excluded.content_type, location = excluded.location,
              body = excluded.body
            """)
        .param("caller", key.caller())
        .param("key", key.key())
        .param("sha256", requestSha256)
        .param("until", Times.of(expiresAt))
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("location", answer.location())
        .param("body", answer.body())
        .update();
  }

  @Override
  public int purge(Instant now) {
    return jdbc.sql("delete from idempotent_request where expires_at <= :now")
        .param("now", Times.of(now))
        .update();
  }
}
