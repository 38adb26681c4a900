package dev.lorafoundry.api.broker;

import java.util.concurrent.CountDownLatch;

/** Says when Kafka has the topics: nobody sends or listens before. */
public final class BrokerReady {
  private final CountDownLatch prepared = new CountDownLatch(1);

  /** Waits until the topics are there. */
  public void await() throws InterruptedException {
    prepared.await();
  }

  void announce() {
    prepared.countDown();
  }
}
