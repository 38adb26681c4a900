package dev.lorafoundry.worker.process;

import dev.lorafoundry.messaging.work.WorkLoop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The loop of this process: begins when all else has started, and ends first, its work in hand
 * saved and given back.
 */
final class Loop implements SmartLifecycle {
  private final Supplier<WorkLoop> source;
  private @Nullable WorkLoop running;

  Loop(Supplier<WorkLoop> source) {
    this.source = source;
  }

  @Override
  public synchronized void start() {
    running = source.get();
  }

  @Override
  public synchronized void stop() {
    WorkLoop loop = running;
    running = null;
    if (loop != null) {
      loop.close();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  /** Whether it takes offers or works. */
  synchronized boolean alive() {
    WorkLoop loop = running;
    return loop != null && loop.alive();
  }
}
