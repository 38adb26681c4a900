package dev.lorafoundry.api.idempotency.jdbc;

import dev.lorafoundry.api.idempotency.Answer;
import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.Beginning;
import dev.lorafoundry.api.idempotency.RequestKey;
import dev.lorafoundry.api.postgres.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembered answers in PostgreSQL; each method is one statement or safe beside itself. */
@Component
final class JdbcAnswers implements Answers {
  private final JdbcClient jdbc;

  JdbcAnswers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Beginning begin(RequestKey key, String requestSha256, Instant now, Duration patience) {
    Instant until = now.plus(patience);
    if (insert(key, requestSha256, now, until)) {
      return new Beginning.First();
    }
    // why: the row may vanish between the two statements, if the other request failed just now
    return find(key, requestSha256).orElseGet(Beginning.UnderWay::new);
  }

  private boolean insert(RequestKey key, String requestSha256, Instant now, Instant until) {
    return jdbc.sql(
                """
                insert into idempotent_request (caller, key, request_sha256, expires_at)
                values (:caller, :key, :sha256, :until)
                on conflict (caller, key) do update set request_sha256 = :sha256,
                  expires_at = :until, status = null, content_type = null, location = null,
                  body = null
                where idempotent_request.expires_at <= :now
                """)
            .param("caller", key.caller())
            .param("key", key.key())
            .param("sha256", requestSha256)
            .param("now", Times.of(now))
            .param("until", Times.of(until))
            .update()
        == 1;
  }

  private Optional<Beginning> find(RequestKey key, String requestSha256) {
    return jdbc.sql("select * from idempotent_request where caller = :caller and key = :key")
        .param("caller", key.caller())
        .param("key", key.key())
        .query((row, number) -> known(row, requestSha256))
        .optional();
  }

  private static Beginning known(ResultSet row, String requestSha256) throws SQLException {
    if (!row.getString("request_sha256").equals(requestSha256)) {
      return new Beginning.OtherRequest();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Beginning.UnderWay();
    }
    return new Beginning.Answered(
        new Answer(
            status,
            row.getString("content_type"),
            row.getString("location"),
            row.getString("body")));
  }

  @Override
  public void keep(RequestKey key, Answer answer, Instant expiresAt) {
    jdbc.sql(
            """
            update idempotent_request set status = :status, content_type = :type,
              location = :location, body = :body, expires_at = :until
            where caller = :caller and key = :key
            """)
        .param("caller", key.caller())
        .param("key", key.key())
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("location", answer.location())
        .param("body", answer.body())
        .param("until", Times.of(expiresAt))
        .update();
  }

  @Override
  public void forget(RequestKey key) {
    jdbc.sql("delete from idempotent_request where caller = :caller and key = :key")
        .param("caller", key.caller())
        .param("key", key.key())
        .update();
  }

  @Override
  public int purge(Instant now) {
    return jdbc.sql("delete from idempotent_request where expires_at <= :now")
        .param("now", Times.of(now))
        .update();
  }
}
