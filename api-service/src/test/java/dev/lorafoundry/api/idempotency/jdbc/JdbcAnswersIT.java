package dev.lorafoundry.api.idempotency.jdbc;

import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.AnswersContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcAnswersIT extends AnswersContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Answers answers = new JdbcAnswers(DATABASE.jdbc());

  @Override
  protected Answers answers() {
    return answers;
  }
}
