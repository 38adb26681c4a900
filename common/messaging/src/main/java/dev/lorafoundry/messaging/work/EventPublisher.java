package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkEvent;

/** Sends the events of attempts, in order, and returns when each is safe. */
public interface EventPublisher {
  /**
   * @throws EventNotTaken if the event could not be sent for now: it may be there all the same
   * @throws WorkFailed if it can't be sent at all
   */
  void publish(WorkEvent event);
}
