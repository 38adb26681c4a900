package dev.lorafoundry.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.MessageSender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DeadLettersTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final DeadLetters letters = new DeadLetters(new MessageSender(kafka), meters);

  @ParameterizedTest
  @EnumSource
  void areCountedFromZero(WorkKind kind) {
    assertThat(count(kind.jobsTopic())).isZero();
    assertThat(count(kind.eventsTopic())).isZero();
  }

  @Test
  void areCountedByTopic() {
    byte[] text = "no JSON".getBytes(StandardCharsets.UTF_8);
    letters.accept(
        new ConsumerRecord<>("preview-events", 0, 7, text, text), new IllegalStateException("no"));

    assertThat(kafka.history()).hasSize(1);
    assertThat(count("preview-events")).isEqualTo(1);
    assertThat(count("preview-jobs")).isZero();
  }

  private double count(String topic) {
    return meters.get("lora.foundry.dead.letters").tag("topic", topic).counter().count();
  }
}
