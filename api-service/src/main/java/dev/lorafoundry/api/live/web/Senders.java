package dev.lorafoundry.api.live.web;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that send to pages. A few are enough for all, since sending takes next to no time, unless
 * pages that take nothing in hold them up: while none of them gets on there are more and more.
 */
final class Senders {
  static final int USUAL = 4;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final int most;
  private final ThreadPoolExecutor threads;
  private long done;

  /**
   * @param most threads, of which each page holds up one at most
   */
  Senders(int most) {
    this.most = Math.max(USUAL, most);
    threads =
        new ThreadPoolExecutor(
            USUAL,
            USUAL,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "live");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  void execute(Runnable task) {
    threads.execute(task);
  }

  /**
   * To be called from time to time: twice as many threads if none has got on since, else as usual.
   */
  void adapt() {
    long before = done;
    done = threads.getCompletedTaskCount();
    boolean waiting = !threads.getQueue().isEmpty();
    if (waiting && done == before) {
      resize(Math.min(most, threads.getCorePoolSize() * 2));
    } else if (!waiting && threads.getActiveCount() <= USUAL) {
      resize(USUAL);
    }
  }

  private void resize(int count) {
    if (count > threads.getMaximumPoolSize()) {
      threads.setMaximumPoolSize(count);
      threads.setCorePoolSize(count);
    } else {
      threads.setCorePoolSize(count);
      threads.setMaximumPoolSize(count);
    }
  }

  void stop() {
    threads.shutdown();
  }
}
