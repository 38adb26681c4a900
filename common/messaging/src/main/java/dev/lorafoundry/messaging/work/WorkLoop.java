package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkOrder;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.SendFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: takes offers of one kind of work, one at a time, in a thread of its own, until it is
 * closed. Asks for no offer while the API gives no answer. Closing lets the work in hand save its
 * state and give itself back.
 */
public final class WorkLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private final Supplier<Offers> source;
  private final TakeOffer<?> taking;
  private final AttemptRun<?> run;
  private final WorkerReports reports;
  private final WorkMeters meters;
  private final Rhythm rhythm;
  private final ScheduledExecutorService timer;
  private final Thread thread;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable Offers open;

  <J extends WorkOrder> WorkLoop(
      Trade<J> trade, WorkerSelf self, Workshop shop, Supplier<Offers> source) {
    WorkKind kind = trade.kind();
    this.source = source;
    this.rhythm = shop.rhythm();
    this.timer = Executors.newScheduledThreadPool(2, task -> daemon(task, "lease-" + self.id()));
    AttemptRun<J> attempts = new AttemptRun<>(trade, self, shop, timer);
    this.run = attempts;
    this.taking = new TakeOffer<>(trade, self, shop, attempts);
    this.reports = new WorkerReports(shop.desk(), self, kind, attempts::busyWith);
    this.meters = new WorkMeters(shop.meters(), kind);
    this.thread = daemon(this::work, "work-" + self.id());
  }

  /** Starts a worker on the share group of its trade. */
  public static <J extends WorkOrder> WorkLoop start(
      Trade<J> trade, WorkerSelf self, Workshop shop, KafkaSettings kafka) {
    WorkLoop loop =
        new WorkLoop(
            trade, self, shop, () -> KafkaOffers.of(trade.kind(), kafka, self.id().value()));
    loop.start();
    return loop;
  }

  void start() {
    thread.start();
    long pause = rhythm.report().toMillis();
    var unused = timer.scheduleWithFixedDelay(reports::send, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Whether it still takes offers or works; not after Java ran out of memory. */
  public boolean alive() {
    return thread.isAlive();
  }

  /** The work in hand. */
  public Optional<WorkId> busyWith() {
    return run.busyWith();
  }

  private void work() {
    int failures = 0;
    while (!isEnding()) {
      try {
        awaitDesk();
        serve();
        failures = 0;
      } catch (DeskUnreachable | SendFailed e) {
        log.warn("Handed an offer back: {}", e.getMessage());
        pauseAfter(++failures);
      } catch (KafkaException e) {
        meters.broken();
        log.warn("Kafka gives no offers; trying on: {}", reasonOf(e));
        pauseAfter(++failures);
      } catch (Exception e) {
        meters.broken();
        log.error("Taking offers broke off; it begins anew", e);
        pauseAfter(++failures);
      } catch (Error e) {
        giveUp(e);
        return;
      }
    }
  }

  /** After an error nobody knows what still works: this worker is not there any more. */
  private void giveUp(Error e) {
    meters.broken();
    timer.shutdownNow();
    log.error("Takes no more offers: start the process anew", e);
  }

  /** Tells the API that this worker is there until it answers. */
  private void awaitDesk() {
    for (int failures = 1; !isEnding() && !reports.send(); failures++) {
      pauseAfter(failures);
    }
  }

  private void serve() {
    try (Offers offers = source.get()) {
      open = offers;
      while (!isEnding()) {
        offers.next().ifPresent(offer -> takeUnlessEnding(offer));
      }
    } finally {
      open = null;
    }
  }

  private void takeUnlessEnding(Offer offer) {
    if (isEnding()) {
      offer.handBack();
    } else {
      taking.take(offer);
    }
  }

  private boolean isEnding() {
    return ending.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private void pauseAfter(int failures) {
    try {
      var unused = ending.await(rhythm.pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the work in hand has given itself back, for as long as the rhythm says. */
  @Override
  public void close() {
    ending.countDown();
    run.drain();
    reports.drain();
    Offers offers = open;
    if (offers != null) {
      offers.wakeUp();
    }
    var unused = reports.send();
    try {
      thread.join(rhythm.drain().toMillis());
      if (thread.isAlive()) {
        log.warn("The work in hand did not end within {}: interrupting it", rhythm.drain());
        thread.interrupt();
        thread.join(AFTER_INTERRUPT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
  }

  /** Kafka's clients wrap what went wrong in a sentence that does not say it. */
  private static String reasonOf(KafkaException e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : e.getCause().toString();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
