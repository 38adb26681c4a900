package dev.lorafoundry.messaging.events;

import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.codec.UnreadableMessage;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What {@code @KafkaListener} methods that take events run on. A method takes the record as it came
 * ({@code ConsumerRecord<byte[], byte[]>}) and reads it with the codec. An unreadable message is a
 * dead letter at once; one that fails is tried again for a while and then is a dead letter; one
 * that fails for a reason that will pass is tried again until it has.
 */
public final class EventListeners {
  /**
   * So long after its last sign of life a process counts as dead, and others hear what it should
   * have heard. why: well below the lease of work, for until then nobody knows that work has ended
   * whose end the dead process was to hear. Brokers allow 6 s or more ({@code
   * group.min.session.timeout.ms}).
   */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int TRIES = 5;

  private EventListeners() {}

  /**
   * @param passes whether a failure (or one of its causes) is of a kind that passes by itself, such
   *     as a database that gives no answer
   */
  public static ConcurrentKafkaListenerContainerFactory<byte[], byte[]> factory(
      KafkaSettings kafka, DeadLetters letters, Predicate<Throwable> passes) {
    var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            properties(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.BATCH);
    factory.setCommonErrorHandler(errorHandler(letters, passes));
    return factory;
  }

  static Map<String, Object> properties(KafkaSettings kafka) {
    Map<String, Object> properties = kafka.client("lora-foundry-events");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
    // why: in the newer protocol the broker alone says when a member is dead
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(DEAD_AFTER));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(DEAD_AFTER.dividedBy(3)));
    return properties;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  private static DefaultErrorHandler errorHandler(
      DeadLetters letters, Predicate<Throwable> passes) {
    ExponentialBackOff untilItPasses = backOff();
    ExponentialBackOff someTries = backOff();
    someTries.setMaxAttempts(TRIES - 1);
    DefaultErrorHandler handler = new DefaultErrorHandler(letters, someTries);
    handler.addNotRetryableExceptions(UnreadableMessage.class);
    handler.setBackOffFunction(
        (record, failure) -> anyCause(failure, passes) ? untilItPasses : someTries);
    return handler;
  }

  private static ExponentialBackOff backOff() {
    ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
    backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
    return backOff;
  }

  private static boolean anyCause(Throwable failure, Predicate<Throwable> passes) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (passes.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
