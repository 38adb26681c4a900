package dev.lorafoundry.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class MessageSenderTest {
  private static final KafkaSettings NOWHERE = KafkaSettings.of("kafka.invalid:9092");

  @Test
  void isMadeBeforeKafkasAddressIsKnown() {
    try (MessageSender sender = MessageSender.to(NOWHERE, "test")) {
      assertThatExceptionOfType(SendFailed.class)
          .isThrownBy(() -> sender.send(new ProducerRecord<>("events", "hello".getBytes(UTF_8))))
          .withMessageContaining("1 message(s) to events not confirmed");
    }
  }
}
