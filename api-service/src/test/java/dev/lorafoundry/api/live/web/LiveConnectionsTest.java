package dev.lorafoundry.api.live.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.api.live.InMemoryLiveLog;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

final class LiveConnectionsTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final LiveFilter ALL = new LiveFilter(null, null);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LiveConnections connections =
      new LiveConnections(
          new InMemoryLiveLog(this::now),
          new Showcase(List.of()),
          new LiveSettings(
              Duration.ofMillis(300), HEARTBEAT, Duration.ofMinutes(15), 1, Duration.ofHours(1)),
          this::now,
          meters);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void start() {
    connections.start();
  }

  @AfterEach
  void stop() {
    connections.stop();
  }

  @Test
  void letsNoMoreInThanAllowedWhenPagesComeTogether() throws IOException {
    meanwhile = () -> assertThatThrownBy(this::connect).isInstanceOf(TooManyConnections.class);

    connect();

    assertThat(open()).isEqualTo(1);
  }

  @Test
  void hasRoomAgainAfterAPageThatCouldNotBegin() throws IOException {
    meanwhile =
        () -> {
          throw new IllegalStateException("the database is away");
        };
    assertThatThrownBy(this::connect).hasMessage("the database is away");

    connect();

    assertThat(open()).isEqualTo(1);
  }

  @Test
  void hasRoomAgainAfterAPageThatHasGone() throws IOException {
    connect().complete();
    assertThatThrownBy(this::connect).isInstanceOf(TooManyConnections.class);
    now = now.plus(HEARTBEAT).plusSeconds(1);

    connections.perform();

    await().untilAsserted(() -> assertThat(open()).isZero());
    connect();
    assertThatThrownBy(this::connect).isInstanceOf(TooManyConnections.class);
  }

  private SseEmitter connect() throws IOException {
    return connections.connect(ALL, null, () -> true);
  }

  private double open() {
    return meters.get("lora.foundry.live.connections").gauge().value();
  }

  /** Looked at while a page is being let in: what else happens then happens now, and once. */
  private Instant now() {
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
    return now;
  }
}
