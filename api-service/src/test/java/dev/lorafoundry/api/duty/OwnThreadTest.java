package dev.lorafoundry.api.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class OwnThreadTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicReference<Thread> used = new AtomicReference<>();

  @Test
  void goesOnUntilItIsStopped() throws InterruptedException {
    OwnThread thread =
        new OwnThread(
            "busy",
            wanted -> {
              used.set(Thread.currentThread());
              begun.countDown();
              while (wanted.getAsBoolean()) {
                Thread.onSpinWait();
              }
            });
    thread.start();
    begun.await();
    assertThat(thread.isRunning()).isTrue();

    thread.stop();

    assertThat(thread.isRunning()).isFalse();
    await().until(() -> !used.get().isAlive());
    assertThat(used.get().getName()).isEqualTo("busy");
    assertThat(used.get().isDaemon()).isTrue();
  }

  @Test
  void wakesWhatWaits() throws InterruptedException {
    OwnThread thread =
        new OwnThread(
            "waiting",
            wanted -> {
              used.set(Thread.currentThread());
              begun.countDown();
              new CountDownLatch(1).await();
            });
    thread.start();
    begun.await();

    thread.stop();

    await().until(() -> !used.get().isAlive());
  }

  @Test
  void stopsOnceOnly() {
    OwnThread thread = new OwnThread("never started", wanted -> {});

    thread.stop();

    assertThat(thread.isRunning()).isFalse();
  }
}
