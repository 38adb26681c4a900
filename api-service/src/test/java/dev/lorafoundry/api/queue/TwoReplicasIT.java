package dev.lorafoundry.api.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.access.PeopleExample;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.queue.jdbc.StoredQueue;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.jdbc.JdbcWorkers;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two replicas of the service at one queue, each with connections of its own. */
final class TwoReplicasIT {
  private static final Instant NOON = WorkExample.NOON;

  private Instant now = NOON;
  private final MigratedDatabase database = new MigratedDatabase();
  private final Queue<WorkId> offered = new ConcurrentLinkedQueue<>();
  private final Replica one = new Replica(database.source());
  private final Replica two = new Replica(database.elsewhere());
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  /** The queue as one process of the service has it. */
  private final class Replica {
    final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final Works works;
    final Chronicle chronicle;
    final WorkQueue queue;
    final LeaseDesk desk;
    final ReleaseDueWork dispatcher;
    final RequeueLostWork sweep;

    Replica(DataSource source) {
      jdbc = JdbcClient.create(source);
      transactions = new TransactionTemplate(new JdbcTransactionManager(source));
      works = StoredQueue.works(jdbc);
      chronicle = StoredQueue.chronicle(jdbc);
      QueueMeters meters = new QueueMeters(new SimpleMeterRegistry());
      Ground ground = new Ground(transactions, () -> now, QueueExample.settings());
      ChangeBook book = new ChangeBook(works, chronicle, Stream::empty, meters);
      WorkerPool pool =
          new WorkerPool(
              new JdbcWorkers(jdbc),
              () -> now,
              new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)));
      queue =
          new WorkQueue(
              works,
              book,
              PeopleExample.everyRight(),
              PeopleExample.nobody(),
              transactions,
              () -> now);
      desk = new LeaseDesk(works, book, meters, ground);
      dispatcher = new ReleaseDueWork(works, offers(), book, pool, ground);
      Hearing hearing = new Hearing(() -> now);
      hearing.begin();
      sweep = new RequeueLostWork(works, book, meters, hearing, ground);
    }

    private Offers offers() {
      return new Offers() {
        @Override
        public void offer(WorkId work, DispatchId dispatch) {
          offered.add(work);
        }

        @Override
        public boolean waiting(WorkKind kind, Instant madeBefore) {
          return false;
        }
      };
    }

    /** Waits for nobody: a locked row is an error at once. */
    void impatient() {
      jdbc.sql("set local lock_timeout = '100ms'").update();
    }
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void offersEachPieceOnce() throws Exception {
    submitted(30);
    workers(60);

    for (int round = 0; round < 5; round++) {
      together(
          () -> {
            one.dispatcher.perform();
            return 0;
          },
          () -> {
            two.dispatcher.perform();
            return 0;
          });
    }

    assertThat(offered).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void grantsEachOfferToOneWorker() throws Exception {
    List<WorkId> work = submitted(20);
    workers(40);
    one.dispatcher.perform();

    for (WorkId id : work) {
      List<Boolean> granted = together(() -> claims(one, id, "w1"), () -> claims(two, id, "w2"));
      assertThat(granted).as("claims of %s", id).containsExactlyInAnyOrder(true, false);
      assertThat(one.chronicle.attempts(id)).hasSize(1);
    }
  }

  @Test
  void losesEachLeaseOnce() throws Exception {
    List<WorkId> work = submitted(20);
    workers(20);
    one.dispatcher.perform();
    work.forEach(id -> assertThat(claims(one, id, "w" + work.indexOf(id))).isTrue());
    now = NOON.plusSeconds(31);

    together(
        () -> {
          one.sweep.perform();
          return 0;
        },
        () -> {
          two.sweep.perform();
          return 0;
        });

    assertThat(work)
        .allSatisfy(
            id ->
                assertThat(one.works.find(id).orElseThrow().standing())
                    .satisfies(
                        standing -> {
                          assertThat(standing.state()).isEqualTo(WorkState.QUEUED);
                          assertThat(standing.setbacks()).isEqualTo(1);
                        }));
  }

  @Test
  void keepsWorkFromTheOtherWhileOneChangesIt() {
    WorkId id = submitted(1).get(0);

    one.transactions.executeWithoutResult(
        changing -> {
          assertThat(one.works.locked(id)).isPresent();
          assertThatThrownBy(
                  () ->
                      two.transactions.executeWithoutResult(
                          waiting -> {
                            two.impatient();
                            two.works.locked(id);
                          }))
              .hasMessageContaining("lock timeout");
        });
  }

  @Test
  void passesByWhatTheOtherSweeps() {
    List<WorkId> work = submitted(2);
    workers(2);
    one.dispatcher.perform();
    work.forEach(id -> assertThat(claims(one, id, "w" + work.indexOf(id))).isTrue());
    Instant later = NOON.plusSeconds(31);

    one.transactions.executeWithoutResult(
        sweeping -> {
          assertThat(one.works.locked(work.get(0))).isPresent();
          two.transactions.executeWithoutResult(
              other -> {
                two.impatient();
                assertThat(two.works.lockedWithLeaseEnded(later))
                    .extracting(Work::id)
                    .containsExactly(work.get(1));
              });
        });
  }

  @Test
  void leavesTheDispatchersTurnToTheOther() {
    one.transactions.executeWithoutResult(
        dispatching -> {
          assertThat(one.works.takeDispatcherTurn(WorkKind.TRAINING)).isTrue();
          two.transactions.executeWithoutResult(
              other -> {
                assertThat(two.works.takeDispatcherTurn(WorkKind.TRAINING)).isFalse();
                assertThat(two.works.takeDispatcherTurn(WorkKind.PREVIEW)).isTrue();
              });
        });
  }

  /** Both lock pieces of it, each in another order. */
  @Test
  void releasesNothingOfALineThatTheOtherMovesWorkIn() {
    submitted(3);
    workers(3);

    one.transactions.executeWithoutResult(
        moving -> {
          one.works.lockLines(WorkKind.TRAINING);
          assertThatThrownBy(
                  () ->
                      two.transactions.executeWithoutResult(
                          releasing -> {
                            two.impatient();
                            two.dispatcher.perform();
                          }))
              .hasMessageContaining("lock timeout");
        });

    assertThat(offered).isEmpty();
  }

  private List<WorkId> submitted(int count) {
    List<WorkId> work = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      WorkId id = WorkId.of(JobId.random());
      one.queue.submit(new WorkRequest(id, Team.DEFAULT, Priority.NORMAL, "message"));
      work.add(id);
    }
    return work;
  }

  private void workers(int count) {
    JdbcWorkers workers = new JdbcWorkers(one.jdbc);
    for (int i = 0; i < count; i++) {
      workers.report(
          new WorkerReport(
              new WorkerId("w" + i), Set.of(WorkKind.TRAINING), "cpu", null, "1", null, false),
          NOON);
    }
  }

  private static boolean claims(Replica replica, WorkId id, String worker) {
    try {
      var unused =
          replica.desk.claim(
              id, new ClaimRequest(new WorkerId(worker), new DispatchId(1), ClaimId.random()));
      return true;
    } catch (ClaimRefused refused) {
      return false;
    }
  }

  private <T> List<T> together(Callable<T> first, Callable<T> second) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Future<T> one =
        threads.submit(
            () -> {
              start.await();
              return first.call();
            });
    Future<T> other =
        threads.submit(
            () -> {
              start.await();
              return second.call();
            });
    return List.of(one.get(), other.get());
  }
}
