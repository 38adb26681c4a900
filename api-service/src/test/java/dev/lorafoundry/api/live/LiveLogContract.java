package dev.lorafoundry.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link LiveLog} does. */
public abstract class LiveLogContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final VersionId version = VersionId.random();
  private final RunId run = RunId.random();
  private Instant now = NOON;

  /** A log that starts empty. */
  protected abstract LiveLog log();

  protected InstantSource clock() {
    return () -> now;
  }

  @Test
  void showsChangesOnceTheyHavePositions() {
    UUID job = changed(LiveTopic.JOB);

    assertThat(all()).isEmpty();

    log().sequence();

    assertThat(all()).extracting(LiveEvent::subject).containsExactly(job);
    assertThat(all().get(0).topic()).isEqualTo(LiveTopic.JOB);
    assertThat(log().newest()).isEqualTo(all().get(0).position());
  }

  @Test
  void positionsOnlyGrow() {
    changed(LiveTopic.JOB);
    log().sequence();
    long before = log().newest();
    UUID second = changed(LiveTopic.JOB);
    UUID third = changed(LiveTopic.CHECKPOINT);
    log().sequence();

    assertThat(log().after(before, everything(), 10))
        .extracting(LiveEvent::subject)
        .containsExactly(second, third);
    assertThat(log().after(before, everything(), 1)).hasSize(1);
    assertThat(log().after(log().newest(), everything(), 10)).isEmpty();
    assertThat(log().between(0, log().newest() - 1, everything(), 10))
        .extracting(LiveEvent::subject)
        .endsWith(second)
        .doesNotContain(third);
  }

  @Test
  void mergesChangesOfOneSubject() {
    UUID job = changed(LiveTopic.JOB);
    log().changed(LiveTopic.JOB, job, version, run);
    log().changed(LiveTopic.JOB, job, version, run);
    log().sequence();

    assertThat(all()).hasSize(1);
  }

  @Test
  void filtersByVersionAndRun() {
    UUID ours = changed(LiveTopic.JOB);
    UUID preparation = UUID.randomUUID();
    log().changed(LiveTopic.PREPARATION, preparation, version, null);
    log().changed(LiveTopic.JOB, UUID.randomUUID(), VersionId.random(), RunId.random());
    log().sequence();

    assertThat(log().after(0, new LiveFilter(version, null), 10))
        .extracting(LiveEvent::subject)
        .containsExactly(ours, preparation);
    assertThat(log().after(0, new LiveFilter(null, run), 10))
        .extracting(LiveEvent::subject)
        .containsExactly(ours);
  }

  @Test
  void forgetsOldEventsButNeverItsPlace() {
    changed(LiveTopic.JOB);
    changed(LiveTopic.JOB);
    log().sequence();
    long newest = log().newest();
    now = NOON.plusSeconds(60);

    assertThat(log().forgetBefore(NOON.plusSeconds(30))).isEqualTo(1);

    assertThat(log().newest()).isEqualTo(newest);
    assertThat(log().oldest()).isEqualTo(newest);
  }

  @Test
  void forgetsOldChangesThatNeverGotAPosition() {
    changed(LiveTopic.JOB);
    now = NOON.plusSeconds(60);

    assertThat(log().forgetBefore(NOON.plusSeconds(30))).isEqualTo(1);

    log().sequence();
    assertThat(all()).isEmpty();
  }

  private UUID changed(LiveTopic topic) {
    UUID subject = UUID.randomUUID();
    log().changed(topic, subject, version, run);
    return subject;
  }

  private List<LiveEvent> all() {
    return log().after(0, everything(), 10);
  }

  private static LiveFilter everything() {
    return new LiveFilter(null, null);
  }
}
