package dev.lorafoundry.api.live.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SendersTest {
  private final Senders senders = new Senders(200);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  @AfterEach
  void stop() {
    release.countDown();
    senders.stop();
  }

  private void hold() {
    begun.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(int count) {
    IntStream.range(0, count).forEach(any -> senders.execute(this::hold));
  }

  @Test
  void aFewThreadsServeAll() {
    give(100);

    await().untilAsserted(() -> assertThat(begun).hasValue(Senders.USUAL));
  }

  @Test
  void thereAreMoreWhileNoneOfThemGetsOn() {
    give(100);
    senders.adapt();

    for (int round = 0; round < 8; round++) {
      senders.adapt();
    }

    await().untilAsserted(() -> assertThat(begun).hasValue(100));
  }

  @Test
  void whoIsNotHeldUpWaitsForNobody() {
    give(Senders.USUAL);
    CountDownLatch served = new CountDownLatch(1);
    senders.execute(served::countDown);
    senders.adapt();

    senders.adapt();

    await().untilAsserted(() -> assertThat(served.getCount()).isZero());
  }
}
