package dev.lorafoundry.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Puts messages that nobody can use into {@code <topic>.dlt}, with their cause in the headers that
 * Spring Kafka uses, and counts them.
 */
public final class DeadLetters implements ConsumerRecordRecoverer {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final MessageSender sender;
  private final MeterRegistry meters;

  public DeadLetters(MessageSender sender, MeterRegistry meters) {
    this.sender = sender;
    this.meters = meters;
    // why: alerts watch the increase, and a series that is born with 1 has none
    for (WorkKind kind : WorkKind.values()) {
      var unusedJobs = counter(kind.jobsTopic());
      var unusedEvents = counter(kind.eventsTopic());
    }
  }

  /**
   * Puts a message by.
   *
   * @param record with byte arrays as key and value
   * @throws dev.lorafoundry.messaging.SendFailed if it could not be put by: do not pass it by
   */
  @Override
  public void accept(ConsumerRecord<?, ?> record, Exception failure) {
    Throwable cause = causeOf(failure);
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetters(record.topic()), bytes(record.key()), bytes(record.value()));
    record.headers().forEach(letter.headers()::add);
    describe(letter.headers(), record, cause);
    sender.send(letter);
    counter(record.topic()).increment();
    log.error(
        "Put message {} of {}-{} by as a dead letter: {}",
        record.offset(),
        record.topic(),
        record.partition(),
        cause.getMessage());
  }

  private Counter counter(String topic) {
    return meters.counter("lora.foundry.dead.letters", "topic", topic);
  }

  private static void describe(Headers headers, ConsumerRecord<?, ?> record, Throwable cause) {
    headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, record.topic().getBytes(UTF_8));
    headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(Integer.BYTES, record.partition()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(Long.BYTES, record.offset()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(Long.BYTES, record.timestamp()));
    headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, cause.getClass().getName().getBytes(UTF_8));
    headers.add(
        KafkaHeaders.DLT_EXCEPTION_MESSAGE,
        Objects.toString(cause.getMessage(), "").getBytes(UTF_8));
  }

  private static Throwable causeOf(Exception failure) {
    Throwable cause = failure.getCause();
    return failure instanceof ListenerExecutionFailedException && cause != null ? cause : failure;
  }

  private static byte[] bytes(int length, long number) {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    return (length == Long.BYTES ? buffer.putLong(number) : buffer.putInt((int) number)).array();
  }

  private static byte @org.jspecify.annotations.Nullable [] bytes(
      @org.jspecify.annotations.Nullable Object content) {
    if (content == null || content instanceof byte[]) {
      return (byte[]) content;
    }
    throw new IllegalArgumentException(
        "a dead letter of " + content.getClass() + " is not allowed: read records as byte arrays");
  }
}
