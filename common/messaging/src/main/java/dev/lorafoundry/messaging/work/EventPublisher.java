package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkEvent;

/** Sends the events of attempts, in order, and returns when each is safe. */
public interface EventPublisher {
  /**
   * @throws WorkFailed of kind INFRASTRUCTURE if the event could not be sent
   */
  void publish(WorkEvent event);
}
