package dev.lorafoundry.api.broker;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.TopicsNotReady;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics when the service starts. While Kafka gives no answer it tries again: the REST
 * API works without, and what is submitted waits in the database.
 */
final class PrepareTopics {
  private static final Logger log = LoggerFactory.getLogger(PrepareTopics.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private final BrokerReady ready;

  PrepareTopics(KafkaSettings kafka, TopicSettings topics, BrokerReady ready) {
    this.kafka = kafka;
    this.topics = topics;
    this.ready = ready;
  }

  /** Tries until it is done or nobody wants it any more. */
  void run(BooleanSupplier wanted) throws InterruptedException {
    while (wanted.getAsBoolean() && !prepared()) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private boolean prepared() {
    try {
      Topics.prepare(kafka, topics, List.of(WorkKind.values()));
      ready.announce();
      return true;
    } catch (TopicsNotReady e) {
      log.warn("Kafka's topics are not ready, next try in {}: {}", PAUSE, e.getMessage());
      return false;
    }
  }
}
