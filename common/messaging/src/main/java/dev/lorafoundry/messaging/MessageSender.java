package dev.lorafoundry.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to Kafka, in order, and returns when all replicas in sync have them. Safe for use
 * by several threads.
 */
public final class MessageSender implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Milliseconds: Kafka's own default, which no wait may be shorter than. */
  private static final int LONGEST_REQUEST = 30_000;

  private final Supplier<Producer<byte[], byte[]>> source;
  private @Nullable Producer<byte[], byte[]> producer;

  private MessageSender(Supplier<Producer<byte[], byte[]>> source) {
    this.source = source;
  }

  /** For tests and for producers that are set up elsewhere; closed with the sender. */
  public MessageSender(Producer<byte[], byte[]> producer) {
    this(() -> producer);
    this.producer = producer;
  }

  /** Waits a minute for Kafka at most whenever it sends, and not at all now. */
  public static MessageSender to(KafkaSettings kafka, String clientId) {
    return to(kafka, clientId, PATIENCE);
  }

  /**
   * Does not wait for Kafka now, and needs not even find its address yet.
   *
   * @param patience longest wait for Kafka's confirmation of a record
   */
  public static MessageSender to(KafkaSettings kafka, String clientId, Duration patience) {
    int longest = Math.toIntExact(patience.toMillis());
    Map<String, Object> settings = kafka.client(clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, longest);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, longest);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(longest, LONGEST_REQUEST));
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_MESSAGE);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new MessageSender(
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * @throws SendFailed if Kafka did not confirm it in time
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    send(List.of(record));
  }

  /**
   * Sends all; those of one key keep their order.
   *
   * @throws SendFailed if Kafka did not confirm one of them in time
   */
  public void send(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      List<Future<RecordMetadata>> confirmations = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        confirmations.add(open().send(record));
      }
      for (Future<RecordMetadata> confirmation : confirmations) {
        confirmation.get();
      }
    } catch (ExecutionException e) {
      throw failed(records, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(records, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(records, e);
    }
  }

  private static SendFailed failed(List<ProducerRecord<byte[], byte[]>> records, Throwable cause) {
    return new SendFailed(
        records.size() + " message(s) to " + records.get(0).topic() + " not confirmed: " + cause,
        cause);
  }

  private synchronized Producer<byte[], byte[]> open() {
    Producer<byte[], byte[]> opened = producer;
    if (opened == null) {
      opened = source.get();
      producer = opened;
    }
    return opened;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
    }
  }
}
