package dev.lorafoundry.messaging.work;

import java.util.concurrent.CountDownLatch;

/** A program that lives until its parent, as named by the environment, is gone. */
final class DiesWithParent {
  private DiesWithParent() {}

  public static void main(String[] args) throws InterruptedException {
    ParentProcess.dieWith(System.getenv());
    new CountDownLatch(1).await();
  }
}
