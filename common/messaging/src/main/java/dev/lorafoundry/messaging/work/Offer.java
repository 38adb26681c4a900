package dev.lorafoundry.messaging.work;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message that offers work. It is this worker's to answer, once, within seconds. */
interface Offer {
  ConsumerRecord<byte[], byte[]> message();

  /** No worker needs to see it again. */
  void accept();

  /** Other workers may have it at once. */
  void handBack();
}
