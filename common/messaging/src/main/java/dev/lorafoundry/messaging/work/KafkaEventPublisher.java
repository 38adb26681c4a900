package dev.lorafoundry.messaging.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.SendFailed;
import dev.lorafoundry.messaging.codec.MessageCodec;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends events to the events topic of their kind, keyed by their work, so that they keep order. */
public final class KafkaEventPublisher implements EventPublisher {
  private final MessageSender sender;
  private final MessageCodec codec;

  public KafkaEventPublisher(MessageSender sender, MessageCodec codec) {
    this.sender = sender;
    this.codec = codec;
  }

  @Override
  public void publish(WorkEvent event) {
    byte[] key = event.work().value().toString().getBytes(UTF_8);
    try {
      sender.send(new ProducerRecord<>(event.work().kind().eventsTopic(), key, codec.write(event)));
    } catch (SendFailed e) {
      if (e.isFinal()) {
        throw new WorkFailed(
            FailureKind.INTERNAL, "Kafka takes no such event: " + e.getMessage(), e);
      }
      throw new EventNotTaken("Kafka did not take an event: " + e.getMessage(), e);
    }
  }
}
