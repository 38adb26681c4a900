package dev.lorafoundry.api.live.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.live.InMemoryLiveLog;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.VersionId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Two pages that look at one job. */
final class LiveConnectionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private final InMemoryLiveLog log = new InMemoryLiveLog(() -> NOON);
  private final UUID job = UUID.randomUUID();
  private final VersionId version = VersionId.random();
  private final Showcase showcase = new Showcase(List.of(jobs()));
  private final Page early = new Page(new LiveFilter(null, null));
  private final Page late = new Page(new LiveFilter(version, null));
  private String state = "waiting";
  private boolean isIn = true;

  /** A page with what it was sent. */
  private final class Page {
    final List<String> sent = new ArrayList<>();
    final LiveConnection connection;
    boolean hasEnded;

    Page(LiveFilter filter) {
      connection = new LiveConnection(emitter(), filter, log, new Semaphore(1), () -> isIn, NOON);
    }

    private SseEmitter emitter() {
      return new SseEmitter() {
        @Override
        public synchronized void complete() {
          hasEnded = true;
        }

        @Override
        public void send(SseEventBuilder event) {
          sent.add(
              event.build().stream()
                  .map(DataWithMediaType::getData)
                  .map(Object::toString)
                  .collect(Collectors.joining()));
        }
      };
    }

    void catchUp(Showcase.Round round, long newest) throws IOException {
      if (connection.takeTurn(newest, NOON, HEARTBEAT)) {
        connection.catchUp(newest, round, NOON, HEARTBEAT);
      }
    }

    String last() {
      return sent.get(sent.size() - 1);
    }
  }

  private LiveSource jobs() {
    return new LiveSource() {
      @Override
      public LiveTopic topic() {
        return LiveTopic.JOB;
      }

      @Override
      public Optional<Object> show(UUID subject) {
        return Optional.of(state);
      }
    };
  }

  private void becomes(String next) {
    state = next;
    log.changed(LiveTopic.JOB, job, version, null);
    log.sequence();
  }

  @Test
  void leavesToTheNextRoundWhatHappensWhileOthersAreServed() throws IOException {
    becomes("running");
    long newest = log.newest();
    Showcase.Round round = showcase.round();
    early.catchUp(round, newest);
    becomes("done");
    late.catchUp(round, newest);

    assertThat(late.last()).contains("running");

    Showcase.Round next = showcase.round();
    early.catchUp(next, log.newest());
    late.catchUp(next, log.newest());

    assertThat(early.last()).contains("done");
    assertThat(late.last()).contains("done");
  }

  @Test
  void endsSoonAfterWhoOpenedItIsLetInNoMore() throws IOException {
    becomes("running");
    isIn = false;
    Instant later = NOON.plus(HEARTBEAT).plusSeconds(1);

    early.connection.catchUp(log.newest(), showcase.round(), later, HEARTBEAT);

    assertThat(early.hasEnded).isTrue();
    assertThat(early.sent).isEmpty();
  }
}
