package dev.lorafoundry.api.outbox.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.outbox.OutboxBell;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.queue.WorkStatus;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.outbox.OutboxMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Transactions are what is tested here: none is rolled back around a test. */
final class JdbcOutboxIT {
  private static final InstantSource CLOCK = () -> Instant.parse("2026-03-01T12:00:00Z");

  private final MigratedDatabase database = new MigratedDatabase();
  private final WorkQueue queue = QueueInMemory.queue();
  private final JdbcOutbox outbox =
      new JdbcOutbox(database.jdbc(), queue, new JdbcTransactionManager(database.source()));
  private final JdbcOffers offers = new JdbcOffers(database.jdbc(), new OutboxBell(), CLOCK);

  @Test
  void offersTheWorksOwnMessageUnderTheNewDispatchId() {
    WorkId work = stored();
    offers.offer(work, new DispatchId(3));

    OutboxMessage message = takeOff().get(0);

    assertThat(message.topic()).isEqualTo("training-jobs");
    assertThat(message.key()).isEqualTo(work.value().toString());
    var json = new JsonMapper().readTree(new String(message.value(), UTF_8));
    assertThat(json.path("dispatch").asInt()).isEqualTo(3);
    assertThat(json.path("name").asString()).isEqualTo("a");
  }

  @Test
  void sendsInOrderAndOnce() {
    WorkId first = stored();
    WorkId second = stored();
    offers.offer(first, new DispatchId(1));
    offers.offer(second, new DispatchId(1));

    assertThat(takeOff())
        .extracting(OutboxMessage::key)
        .containsExactly(first.value().toString(), second.value().toString());
    assertThat(takeOff()).isEmpty();
  }

  @Test
  void tellsWhetherOldOffersOfAKindWait() {
    offers.offer(stored(), new DispatchId(1));
    Instant made = CLOCK.instant();

    assertThat(offers.waiting(WorkKind.TRAINING, made)).isFalse();
    assertThat(offers.waiting(WorkKind.TRAINING, made.plusMillis(1))).isTrue();
    assertThat(offers.waiting(WorkKind.PREVIEW, made.plusMillis(1))).isFalse();

    assertThat(takeOff()).hasSize(1);
    assertThat(offers.waiting(WorkKind.TRAINING, made.plusMillis(1))).isFalse();
  }

  @Test
  void seesWhatIsBeingSentAsWaiting() {
    offers.offer(stored(), new DispatchId(1));
    List<Boolean> seen = new ArrayList<>();
    JdbcOffers elsewhere = new JdbcOffers(database.jdbcElsewhere(), new OutboxBell(), CLOCK);

    int sent =
        outbox.takeOff(
            10,
            messages ->
                seen.add(elsewhere.waiting(WorkKind.TRAINING, CLOCK.instant().plusMillis(1))));

    assertThat(sent).isEqualTo(1);
    assertThat(seen).containsExactly(true);
  }

  @Test
  void keepsWhatCouldNotBeSent() {
    offers.offer(stored(), new DispatchId(1));

    assertThatThrownBy(
            () ->
                outbox.takeOff(
                    10,
                    messages -> {
                      throw new IllegalStateException("Kafka is away");
                    }))
        .hasMessage("Kafka is away");

    assertThat(takeOff()).hasSize(1);
  }

  @Test
  void failsTheWorkWhoseOfferCanNeverBeSent() {
    WorkId work = WorkId.of(JobId.random());
    WorkQueue released = QueueInMemory.withOffer(work);
    new JdbcOutbox(database.jdbc(), released, new JdbcTransactionManager(database.source()))
        .setAside(
            new OutboxMessage(1, "training-jobs", work.value().toString(), new byte[3]),
            "Too large.");

    WorkStatus status = released.status(work).orElseThrow();
    assertThat(status.state()).isEqualTo(WorkState.FAILED);
    assertThat(status.reason()).startsWith("Too large.");
  }

  @Test
  void leavesItToTheReplicaThatHasTheTurn() {
    offers.offer(stored(), new DispatchId(1));
    List<Integer> seenByTheOther = new ArrayList<>();

    int sent =
        outbox.takeOff(
            10,
            messages -> {
              JdbcOutbox other =
                  new JdbcOutbox(
                      database.jdbcElsewhere(),
                      queue,
                      new JdbcTransactionManager(database.elsewhere()));
              seenByTheOther.add(other.takeOff(10, none -> {}));
            });

    assertThat(sent).isEqualTo(1);
    assertThat(seenByTheOther).containsExactly(0);
  }

  @Test
  void rolledBackOfferIsNeverSent() {
    WorkId work = stored();
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              offers.offer(work, new DispatchId(1));
              status.setRollbackOnly();
            });

    assertThat(takeOff()).isEmpty();
  }

  private List<OutboxMessage> takeOff() {
    List<OutboxMessage> taken = new ArrayList<>();
    int unused = outbox.takeOff(10, taken::addAll);
    return taken;
  }

  private WorkId stored() {
    WorkId work = WorkId.of(JobId.random());
    database
        .jdbc()
        .sql(
            """
            insert into work (kind, id, team, priority, message, submitted_at, state, since,
              dispatch, epoch, setbacks, not_before, step, total_steps, reason)
            values ('TRAINING', :id, 'team', 20, '{"name": "a", "dispatch": 1}', now(), 'QUEUED',
              now(), 0, 0, 0, now(), 0, 0, '')
            """)
        .param("id", work.value())
        .update();
    return work;
  }
}
