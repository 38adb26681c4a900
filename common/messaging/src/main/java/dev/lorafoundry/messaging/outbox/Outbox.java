package dev.lorafoundry.messaging.outbox;

import java.util.List;
import java.util.function.Consumer;

/** Messages that were stored in the transactions of the changes that they tell of. */
public interface Outbox {
  /**
   * In one transaction: locks the oldest messages that are not sent, hands them over in order, and
   * takes them off if the call returns. Of several replicas one has its turn; the others find
   * nothing until it is through, so that the order stays.
   *
   * @param atMost so many at once
   * @param sender throws if they could not be sent: they stay
   * @return how many were sent
   */
  int takeOff(int atMost, Consumer<List<OutboxMessage>> sender);
}
