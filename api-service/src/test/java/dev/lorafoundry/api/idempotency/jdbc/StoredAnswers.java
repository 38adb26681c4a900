package dev.lorafoundry.api.idempotency.jdbc;

import dev.lorafoundry.api.idempotency.Answers;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers in the database, for tests of what rests on them. */
public final class StoredAnswers {
  private StoredAnswers() {}

  public static Answers in(JdbcClient jdbc) {
    return new JdbcAnswers(jdbc);
  }
}
