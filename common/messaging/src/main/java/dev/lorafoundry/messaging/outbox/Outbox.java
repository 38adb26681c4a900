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

  /**
   * Keeps a message that can never be sent out of the others' way, with what it was to bring about;
   * called by a sender, which then returns as if it had been sent.
   *
   * @param why a sentence for people
   */
  void setAside(OutboxMessage message, String why);
}
