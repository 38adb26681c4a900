package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.Topics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers from the share group of a kind of work, one at a time. The consumer stays a member of its
 * group while its worker works for hours without asking for more.
 */
final class KafkaOffers implements Offers {
  private static final Logger log = LoggerFactory.getLogger(KafkaOffers.class);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ShareConsumer<byte[], byte[]> consumer;

  private KafkaOffers(ShareConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static KafkaOffers of(WorkKind kind, KafkaSettings kafka, String clientId) {
    Map<String, Object> settings = kafka.client(clientId);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.shareGroup(kind));
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // why: a worker asks for no more while it works, for as long as that takes
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(kind.jobsTopic()));
    return new KafkaOffers(consumer);
  }

  @Override
  public Optional<Offer> next() {
    try {
      Iterator<ConsumerRecord<byte[], byte[]>> records = consumer.poll(WAIT).iterator();
      return records.hasNext() ? Optional.of(new KafkaOffer(records.next())) : Optional.empty();
    } catch (WakeupException e) {
      return Optional.empty();
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CLOSE_WITHIN);
  }

  private final class KafkaOffer implements Offer {
    private final ConsumerRecord<byte[], byte[]> message;

    KafkaOffer(ConsumerRecord<byte[], byte[]> message) {
      this.message = message;
    }

    @Override
    public ConsumerRecord<byte[], byte[]> message() {
      return message;
    }

    @Override
    public void accept() {
      answer(AcknowledgeType.ACCEPT);
    }

    @Override
    public void handBack() {
      answer(AcknowledgeType.RELEASE);
    }

    /**
     * Tells Kafka. If that fails the message is delivered again, to this or another worker, and the
     * API refuses its claim: nothing more is to be done here.
     */
    private void answer(AcknowledgeType type) {
      consumer.acknowledge(message, type);
      try {
        consumer
            .commitSync()
            .forEach((partition, failure) -> failure.ifPresent(KafkaOffers::notAnswered));
      } catch (WakeupException e) {
        log.debug("Woken up while answering an offer; its answer goes with the next request");
      } catch (KafkaException e) {
        notAnswered(e);
      }
    }
  }

  private static void notAnswered(KafkaException failure) {
    log.warn(
        "Kafka did not take the answer to an offer; it will come again: {}", failure.toString());
  }
}
