package dev.lorafoundry.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what lies in the outbox, in order. A message may be sent twice if the process dies between
 * sending and taking off; readers are idempotent.
 */
public final class OutboxRelay {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int AT_ONCE = 100;

  private final Outbox outbox;
  private final MessageSender sender;
  private final Counter sent;
  private final Counter failures;
  private final Counter setAside;

  public OutboxRelay(Outbox outbox, MessageSender sender, MeterRegistry meters) {
    this.outbox = outbox;
    this.sender = sender;
    // why: here and not at the first failure; alerts watch the increase
    this.sent = meters.counter("lora.foundry.outbox.sent");
    this.failures = meters.counter("lora.foundry.outbox.failures");
    this.setAside = meters.counter("lora.foundry.outbox.set.aside");
  }

  /**
   * Sends until the outbox is empty or another replica has its turn.
   *
   * @throws SendFailed if Kafka took no more; what was not confirmed stays
   */
  public void relay() {
    int taken;
    do {
      taken = outbox.takeOff(AT_ONCE, this::send);
    } while (taken == AT_ONCE);
  }

  private void send(List<OutboxMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try {
      sender.send(messages.stream().map(OutboxRelay::record).toList());
      sent.increment(messages.size());
    } catch (SendFailed e) {
      if (e.isFinal()) {
        oneByOne(messages, e);
        return;
      }
      failures.increment();
      throw e;
    }
  }

  /** One of them can never be sent: the others must not wait for it. */
  private void oneByOne(List<OutboxMessage> messages, SendFailed failure) {
    if (messages.size() > 1) {
      messages.forEach(message -> send(List.of(message)));
      return;
    }
    OutboxMessage message = messages.get(0);
    log.error(
        "A message of {} bytes for {} can never be sent and is set aside: {}",
        message.value().length,
        message.topic(),
        failure.getMessage());
    outbox.setAside(
        message,
        "Its message of %,d bytes is larger than Kafka takes, which is %,d."
            .formatted(message.value().length, Topics.LARGEST_MESSAGE));
    setAside.increment();
  }

  private static ProducerRecord<byte[], byte[]> record(OutboxMessage message) {
    return new ProducerRecord<>(message.topic(), message.key().getBytes(UTF_8), message.value());
  }
}
