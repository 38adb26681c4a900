package dev.lorafoundry.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    assertThat(backoff.wait(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.wait(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.wait(5)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backoff.wait(6)).isEqualTo(Duration.ofSeconds(30));
    assertThat(backoff.wait(1000)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void givesUpHopeAfterFiveDeaths() {
    assertThat(backoff.isHopeless(4)).isFalse();
    assertThat(backoff.isHopeless(5)).isTrue();
  }

  @Test
  void startsAnewAfterALongLife() {
    assertThat(backoff.deaths(4, Duration.ofSeconds(5))).isEqualTo(5);
    assertThat(backoff.deaths(4, Duration.ofMinutes(1))).isEqualTo(1);
  }
}
