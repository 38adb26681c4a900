package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;

/** A line of trainings, for tests of what looks at it. */
public final class LineExample {
  private final QueueExample example = new QueueExample();

  public WaitingLine line() {
    return example.line;
  }

  public WorkQueue queue() {
    return example.queue;
  }

  public void submit(WorkId work) {
    example.queue.submit(new WorkRequest(work, Team.DEFAULT, Priority.NORMAL, "message"));
  }

  /** Lets a worker take the only work that waits. */
  public void claim(WorkId work, String worker) {
    example.trainer(worker);
    example.dispatcher.perform();
    var unused = example.claimed(new JobId(work.value()), worker);
  }
}
