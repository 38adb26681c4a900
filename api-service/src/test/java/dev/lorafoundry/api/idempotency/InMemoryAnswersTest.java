package dev.lorafoundry.api.idempotency;

import org.springframework.transaction.PlatformTransactionManager;

final class InMemoryAnswersTest extends AnswersContract {
  private final Answers answers = new InMemoryAnswers();

  @Override
  protected Answers answers() {
    return answers;
  }

  @Override
  protected PlatformTransactionManager transactions() {
    return new FakeTransactions();
  }

  @Override
  protected void meanwhile(Runnable other) {
    other.run();
  }
}
