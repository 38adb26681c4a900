package dev.lorafoundry.api.idempotency.jdbc;

import dev.lorafoundry.api.idempotency.Answers;
import dev.lorafoundry.api.idempotency.AnswersContract;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

final class JdbcAnswersIT extends AnswersContract {
  private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final Answers answers = new JdbcAnswers(DATABASE.jdbc());
  private final PlatformTransactionManager transactions =
      new JdbcTransactionManager(DATABASE.source());

  @Override
  protected Answers answers() {
    return answers;
  }

  @Override
  protected PlatformTransactionManager transactions() {
    return transactions;
  }

  @Override
  protected void meanwhile(Runnable other) {
    CompletableFuture.runAsync(
            () -> new TransactionTemplate(transactions).executeWithoutResult(status -> other.run()))
        .join();
  }
}
