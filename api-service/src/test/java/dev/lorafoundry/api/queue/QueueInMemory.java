package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import java.util.List;

/** The queue in memory, for tests of features that submit work. */
public final class QueueInMemory {
  private QueueInMemory() {}

  public static WorkQueue queue() {
    return queue(new WorkListener[0]);
  }

  /** A queue that these listen to. */
  public static WorkQueue queue(WorkListener... listeners) {
    QueueExample example = new QueueExample();
    example.listeners.addAll(List.of(listeners));
    return example.queue;
  }

  /** A queue with this work on offer. */
  public static WorkQueue withOffer(WorkId work) {
    QueueExample example = new QueueExample();
    example.queue.submit(new WorkRequest(work, Team.DEFAULT, Priority.NORMAL, "message"));
    example.trainer("w1");
    example.dispatcher.perform();
    return example.queue;
  }
}
