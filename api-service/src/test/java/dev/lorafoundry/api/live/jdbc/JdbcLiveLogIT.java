package dev.lorafoundry.api.live.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.live.LiveLogContract;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.contracts.VersionId;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;

final class JdbcLiveLogIT extends LiveLogContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final LiveLog log =
      new JdbcLiveLog(DATABASE.jdbc(), new JdbcTransactionManager(DATABASE.source()), clock());

  @Override
  protected LiveLog log() {
    return log;
  }

  @Test
  void missesNoChangeThatIsCommittedLaterThanANewerOne() throws Exception {
    MigratedDatabase own = new MigratedDatabase();
    LiveLog shared = new JdbcLiveLog(own.jdbc(), new JdbcTransactionManager(own.source()), clock());
    UUID slow = UUID.randomUUID();
    UUID fast = UUID.randomUUID();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    CompletableFuture<Void> slowly =
        CompletableFuture.runAsync(
            () ->
                own.transactions()
                    .executeWithoutResult(
                        status -> {
                          shared.changed(LiveTopic.JOB, slow, VersionId.random(), null);
                          written.countDown();
                          await(mayCommit);
                        }));
    await(written);
    shared.changed(LiveTopic.JOB, fast, VersionId.random(), null);
    shared.sequence();
    long seen = shared.newest();

    mayCommit.countDown();
    slowly.get();
    shared.sequence();

    assertThat(shared.after(seen, new LiveFilter(null, null), 10))
        .extracting(LiveEvent::subject)
        .containsExactly(slow);
  }

  @Test
  @Timeout(60)
  void mergesADayOfChangesOfOneSubject() {
    MigratedDatabase own = new MigratedDatabase();
    LiveLog busy = new JdbcLiveLog(own.jdbc(), new JdbcTransactionManager(own.source()), clock());
    own.jdbc()
        .sql(
            """
            insert into live_event (topic, subject, version_id, at)
            select 'JOB', cast(:id as uuid), cast(:id as uuid), now() from generate_series(1, 86400)
            """)
        .param("id", UUID.randomUUID())
        .update();

    busy.sequence();

    assertThat(busy.after(0, new LiveFilter(null, null), 10)).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
