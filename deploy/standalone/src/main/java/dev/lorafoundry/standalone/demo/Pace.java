package dev.lorafoundry.standalone.demo;

/** Waits between two looks at something that changes by itself. */
interface Pace {
  Pace EVERY_SECOND = () -> Thread.sleep(1000);

  void await() throws InterruptedException;
}
