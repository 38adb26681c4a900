package dev.lorafoundry.messaging.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.codec.MessageCodec;
import java.time.Instant;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class KafkaEventPublisherTest {
  private final WorkExample example = new WorkExample();
  private final KafkaEventPublisher publisher =
      new KafkaEventPublisher(new MessageSender(example.letters), new MessageCodec());
  private final PreparationEvent event =
      new PreparationEvent.Finished(
          PreparationId.random(), new EventHeader(new LeaseEpoch(1), 1, Instant.EPOCH), 2, 0);

  @Test
  void keysEventsByTheirWork() {
    publisher.publish(event);

    assertThat(example.letters.history())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("dataset-events");
              assertThat(record.key()).isEqualTo(event.preparation().toString().getBytes(UTF_8));
            });
  }

  @Test
  void saysThatKafkaTakesNothingForNow() {
    example.letters.sendException = new TimeoutException("no broker");

    assertThatThrownBy(() -> publisher.publish(event))
        .isInstanceOf(EventNotTaken.class)
        .hasMessageContaining("no broker");
  }

  @Test
  void failsTheWorkWhereKafkaNeverTakesTheEvent() {
    example.letters.sendException = new RecordTooLargeException("2 MB");

    assertThatThrownBy(() -> publisher.publish(event))
        .isInstanceOfSatisfying(
            WorkFailed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL));
  }
}
