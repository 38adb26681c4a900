package dev.lorafoundry.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every {@link Answers} does. */
public abstract class AnswersContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Answer ANSWER = new Answer(201, "application/json", "/there", "{\"é\":1}");

  private final RequestKey key = new RequestKey("somebody", java.util.UUID.randomUUID().toString());

  protected abstract Answers answers();

  protected abstract PlatformTransactionManager transactions();

  /** Runs this while the current transaction waits, in one of its own. */
  protected abstract void meanwhile(Runnable other);

  @Test
  void answersAgain() {
    assertThat(begin("a", NOON)).isEqualTo(new Beginning.First());
    keep("a", ANSWER);

    assertThat(begin("a", NOON)).isEqualTo(new Beginning.Answered(ANSWER));
  }

  @Test
  void keepsAbsentPartsAbsent() {
    keep("a", new Answer(204, null, null, ""));
    assertThat(begin("a", NOON)).isEqualTo(new Beginning.Answered(new Answer(204, null, null, "")));

    keep("a", Answer.secret(201));
    assertThat(begin("a", NOON)).isEqualTo(new Beginning.Answered(Answer.secret(201)));
  }

  @Test
  void saysThatARequestIsUnderWayUntilItsTransactionEnds() {
    new TransactionTemplate(transactions())
        .executeWithoutResult(
            status -> {
              answers().begin(key, "a", NOON);
              meanwhile(
                  () ->
                      assertThat(answers().begin(key, "a", NOON))
                          .isEqualTo(new Beginning.UnderWay()));
            });

    assertThat(begin("a", NOON)).isEqualTo(new Beginning.First());
  }

  @Test
  void forgetsWhatWasRolledBack() {
    new TransactionTemplate(transactions())
        .executeWithoutResult(
            status -> {
              answers().begin(key, "a", NOON);
              answers().keep(key, "a", ANSWER, LATER);
              status.setRollbackOnly();
            });

    assertThat(begin("b", NOON)).isEqualTo(new Beginning.First());
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    keep("a", ANSWER);

    assertThat(begin("b", NOON)).isEqualTo(new Beginning.OtherRequest());
  }

  @Test
  void keepsCallersApart() {
    keep("a", ANSWER);

    assertThat(inTransaction(new RequestKey("somebody else", key.key()), "b", NOON))
        .isEqualTo(new Beginning.First());
  }

  @Test
  void beginsAnewAfterTheEnd() {
    keep("a", ANSWER);

    assertThat(begin("b", LATER)).isEqualTo(new Beginning.First());
  }

  @Test
  void purgesWhatHasExpired() {
    keep("a", ANSWER);

    answers().purge(NOON);
    assertThat(begin("a", NOON)).isEqualTo(new Beginning.Answered(ANSWER));
    assertThat(answers().purge(LATER)).isPositive();
  }

  private Beginning begin(String sha256, Instant now) {
    return inTransaction(key, sha256, now);
  }

  private Beginning inTransaction(RequestKey of, String sha256, Instant now) {
    return new TransactionTemplate(transactions())
        .execute(status -> answers().begin(of, sha256, now));
  }

  private void keep(String sha256, Answer answer) {
    new TransactionTemplate(transactions())
        .executeWithoutResult(status -> answers().keep(key, sha256, answer, LATER));
  }
}
