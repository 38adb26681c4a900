package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.WaitingReason;
import dev.lorafoundry.api.queue.WaitingReason.Crew;
import dev.lorafoundry.api.queue.WaitingReason.OnOffer;
import dev.lorafoundry.api.queue.WaitingReason.TriedAgain;
import dev.lorafoundry.api.queue.WaitingReason.Workers;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WaitingPhrasesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  static Stream<WaitingReason> reasons() {
    return Stream.of(Crew.values())
        .map(crew -> new Workers(crew, WorkKind.PREVIEW, 2))
        .flatMap(workers -> Stream.of(workers, new OnOffer(workers)));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void saysItInTheReadersLanguage(WaitingReason reason) {
    Phrase phrase = WaitingPhrases.of(reason, NOON);

    assertThat(Said.english(phrase)).isEqualTo(reason.english());
    assertThat(Said.chinese(phrase)).matches("[^a-zA-Z]+");
  }

  @Test
  void saysHowLongItIsUntilTheNextAttempt() {
    Phrase phrase = WaitingPhrases.of(new TriedAgain(NOON.plusSeconds(185), "A fault."), NOON);

    assertThat(Said.english(phrase)).isEqualTo("It is tried again in 3 min 5 s. A fault.");
    assertThat(Said.chinese(phrase)).isEqualTo("3 分 5 秒后重试。A fault.");
  }
}
