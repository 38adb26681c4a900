package dev.lorafoundry.api.queue;

/** The queue in memory, for tests of features that submit work. */
public final class QueueInMemory {
  private QueueInMemory() {}

  public static WorkQueue queue() {
    return new QueueExample().queue;
  }
}
