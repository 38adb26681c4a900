package dev.lorafoundry.api.duty;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Something that goes on in a thread of its own while the service runs. */
public final class OwnThread implements SmartLifecycle {
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final String name;
  private final Task task;
  private volatile @Nullable Thread thread;

  /** What goes on there. */
  @FunctionalInterface
  public interface Task {
    /**
     * @param wanted whether to go on; an interrupt comes when it turns false
     */
    void run(BooleanSupplier wanted) throws InterruptedException;
  }

  /**
   * @param name of the thread, for logs
   */
  public OwnThread(String name, Task task) {
    this.name = name;
    this.task = task;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  private void run() {
    try {
      task.run(() -> thread == Thread.currentThread());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      awaitEnd(running);
    }
  }

  private static void awaitEnd(Thread running) {
    try {
      running.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
