package dev.lorafoundry.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Answers} does. */
public abstract class AnswersContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final RequestKey KEY = new RequestKey("somebody", "k1");
  private static final Answer ANSWER = new Answer(201, "application/json", "/there", "{\"é\":1}");

  protected abstract Answers answers();

  @Test
  void answersAgain() {
    assertThat(begin(KEY, "a", NOON)).isEqualTo(new Beginning.First());
    answers().keep(KEY, ANSWER, NOON.plusSeconds(60));

    assertThat(begin(KEY, "a", NOON)).isEqualTo(new Beginning.Answered(ANSWER));
  }

  @Test
  void keepsAbsentHeadersAbsent() {
    Answer bare = new Answer(204, null, null, "");
    begin(KEY, "a", NOON);
    answers().keep(KEY, bare, NOON.plusSeconds(60));

    assertThat(begin(KEY, "a", NOON)).isEqualTo(new Beginning.Answered(bare));
  }

  @Test
  void saysThatARequestIsUnderWay() {
    begin(KEY, "a", NOON);

    assertThat(begin(KEY, "a", NOON)).isEqualTo(new Beginning.UnderWay());
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    begin(KEY, "a", NOON);

    assertThat(begin(KEY, "b", NOON)).isEqualTo(new Beginning.OtherRequest());
  }

  @Test
  void keepsCallersApart() {
    begin(KEY, "a", NOON);

    assertThat(begin(new RequestKey("somebody else", "k1"), "b", NOON))
        .isEqualTo(new Beginning.First());
  }

  @Test
  void beginsAnewAfterAFailureAndAfterTheEnd() {
    begin(KEY, "a", NOON);
    answers().forget(KEY);
    assertThat(begin(KEY, "b", NOON)).isEqualTo(new Beginning.First());

    assertThat(begin(KEY, "c", NOON.plus(PATIENCE))).isEqualTo(new Beginning.First());
    answers().keep(KEY, ANSWER, NOON.plus(PATIENCE));
    assertThat(begin(KEY, "d", NOON.plus(PATIENCE))).isEqualTo(new Beginning.First());
  }

  @Test
  void purgesWhatHasExpired() {
    begin(KEY, "a", NOON);

    assertThat(answers().purge(NOON)).isZero();
    assertThat(answers().purge(NOON.plus(PATIENCE))).isEqualTo(1);
  }

  private Beginning begin(RequestKey key, String sha256, Instant now) {
    return answers().begin(key, sha256, now, PATIENCE);
  }
}
