package dev.lorafoundry.api.idempotency;

final class InMemoryAnswersTest extends AnswersContract {
  private final Answers answers = new InMemoryAnswers();

  @Override
  protected Answers answers() {
    return answers;
  }
}
