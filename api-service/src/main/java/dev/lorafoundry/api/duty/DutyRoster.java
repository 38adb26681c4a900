package dev.lorafoundry.api.duty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Performs all duties while the service runs. A failed round is logged, counted and repeated. */
final class DutyRoster implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DutyRoster.class);
  private static final int THREADS = 3;

  private final List<Duty> duties;
  private final MeterRegistry meters;
  private volatile @Nullable ScheduledExecutorService timer;

  DutyRoster(List<Duty> duties, MeterRegistry meters) {
    this.duties = List.copyOf(duties);
    this.meters = meters;
    // why: here and not at the first failure; the alert watches the increase
    this.duties.forEach(this::failures);
  }

  private Counter failures(Duty duty) {
    return meters.counter("lora.foundry.duty.failures", "duty", name(duty));
  }

  private static String name(Duty duty) {
    return duty.getClass().getSimpleName();
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "duty");
              thread.setDaemon(true);
              return thread;
            });
    for (Duty duty : duties) {
      long pause = duty.every().toMillis();
      var unused =
          started.scheduleWithFixedDelay(() -> round(duty), pause, pause, TimeUnit.MILLISECONDS);
    }
    timer = started;
  }

  private void round(Duty duty) {
    try {
      duty.perform();
    } catch (Exception | LinkageError | AssertionError | OutOfMemoryError | StackOverflowError e) {
      // why: the timer forgets a task that throws, and nobody would see that the duty has ended
      failures(duty).increment();
      log.error("{} failed; next round in {}", name(duty), duty.every(), e);
    }
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = timer;
    timer = null;
    if (running != null) {
      running.shutdown();
      awaitEnd(running);
    }
  }

  private static void awaitEnd(ScheduledExecutorService running) {
    try {
      if (!running.awaitTermination(5, TimeUnit.SECONDS)) {
        running.shutdownNow();
      }
    } catch (InterruptedException e) {
      running.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return timer != null;
  }
}
