package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.Caller;
import dev.lorafoundry.api.access.InMemoryPeople;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.worker.InMemoryWorkers;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** The whole queue in memory, with a clock that tests move. */
final class QueueExample {
  final Map<WorkId, DispatchId> offered = new LinkedHashMap<>();
  final List<WorkListener> listeners = new ArrayList<>(List.of(listener()));
  final List<WorkChanged> heard = new ArrayList<>();
  final List<WorkEvent> late = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final InMemoryChronicle chronicle = new InMemoryChronicle();
  final InMemoryWorks works = new InMemoryWorks(chronicle);
  final InMemoryWorkers workers = new InMemoryWorkers();
  final Hearing hearing;
  final WorkQueue queue;
  final LeaseDesk desk;
  final EventIntake intake;
  final ReleaseDueWork dispatcher;
  final RequeueLostWork lostSweep;
  final ReleaseUnclaimedAgain unclaimedSweep;
  final MeasureQueue measure;
  final WaitingLine line;

  /** Who sends what is asked of the queue; absent: the service itself. */
  @Nullable Caller asking;

  final InMemoryPeople people = new InMemoryPeople();

  /** While Kafka is away, offers lie in the outbox. */
  boolean kafkaAway;

  private final Map<WorkId, Instant> outbox = new LinkedHashMap<>();
  private Instant now = WorkExample.NOON;

  QueueExample() {
    InstantSource clock = () -> now;
    QueueMeters meters = new QueueMeters(registry);
    Ground ground = new Ground(TransactionOperations.withoutTransaction(), clock, settings());
    ChangeBook book = new ChangeBook(works, chronicle, listeners::stream, meters);
    WorkerPool pool =
        new WorkerPool(
            workers, clock, new WorkerSettings(Duration.ofSeconds(15), Duration.ofDays(1)));
    Asker asker = new Asker(() -> Optional.ofNullable(asking));
    queue =
        new WorkQueue(works, book, new Rights(asker, people), asker, ground.transactions(), clock);
    desk = new LeaseDesk(works, book, meters, ground);
    intake = new EventIntake(works, chronicle, book, meters, ground);
    Offers offers = offers();
    dispatcher = new ReleaseDueWork(works, offers, book, pool, ground);
    hearing = new Hearing(clock);
    hearing.begin();
    lostSweep = new RequeueLostWork(works, book, meters, hearing, ground);
    unclaimedSweep = new ReleaseUnclaimedAgain(works, offers, book, pool, ground);
    measure = new MeasureQueue(works, meters, clock);
    line = new WaitingLine(works, pool, ground);
  }

  static QueueSettings settings() {
    return new QueueSettings(
        Duration.ofSeconds(30),
        5,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        1,
        Duration.ofSeconds(30),
        Duration.ofDays(1),
        Duration.ofMinutes(10),
        Duration.ofMillis(500),
        Duration.ofSeconds(2));
  }

  JobId submitted(Team team, Priority priority) {
    JobId job = JobId.random();
    queue.submit(new WorkRequest(WorkId.of(job), team, priority, "message"));
    return job;
  }

  JobId submitted() {
    return submitted(Team.DEFAULT, Priority.NORMAL);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Instant now() {
    return now;
  }

  /** The worker is there and idle. */
  QueueExample trainer(String id) {
    workers.report(
        new WorkerReport(
            new WorkerId(id), Set.of(WorkKind.TRAINING), "cpu", null, "1", null, false),
        now);
    return this;
  }

  /** The worker claims the newest offer of the job. */
  Lease claimed(JobId job, String worker) {
    return claimed(job, worker, ClaimId.random());
  }

  Lease claimed(JobId job, String worker, ClaimId claim) {
    DispatchId newest = new DispatchId(newestDispatch(job));
    return desk.claim(WorkId.of(job), new ClaimRequest(new WorkerId(worker), newest, claim));
  }

  int newestDispatch(JobId job) {
    return standing(job).dispatch();
  }

  Standing standing(JobId job) {
    return works.find(WorkId.of(job)).orElseThrow().standing();
  }

  WorkState state(JobId job) {
    return standing(job).state();
  }

  EventHeader header(int epoch, long sequence) {
    return new EventHeader(new LeaseEpoch(epoch), sequence, now);
  }

  double count(String meter) {
    return registry.find(meter).counters().stream().mapToDouble(each -> each.count()).sum();
  }

  /** What lay in the outbox has left. */
  void kafkaComesBack() {
    kafkaAway = false;
    outbox.clear();
  }

  private Offers offers() {
    return new Offers() {
      @Override
      public void offer(WorkId work, DispatchId dispatch) {
        offered.put(work, dispatch);
        if (kafkaAway) {
          outbox.put(work, now);
        }
      }

      @Override
      public boolean waiting(WorkKind kind, Instant madeBefore) {
        return outbox.entrySet().stream()
            .anyMatch(each -> each.getKey().kind() == kind && each.getValue().isBefore(madeBefore));
      }
    };
  }

  private WorkListener listener() {
    return new WorkListener() {
      @Override
      public WorkKind kind() {
        return WorkKind.TRAINING;
      }

      @Override
      public void changed(WorkChanged change) {
        heard.add(change);
      }

      @Override
      public void toldLate(WorkEvent event) {
        late.add(event);
      }
    };
  }
}
