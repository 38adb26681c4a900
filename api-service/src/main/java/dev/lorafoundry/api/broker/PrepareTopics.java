package dev.lorafoundry.api.broker;

import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.Topics;
import dev.lorafoundry.messaging.TopicsNotReady;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes the topics when the service starts. While Kafka gives no answer it tries again: the REST
 * API works without, and what is submitted waits in the database.
 */
final class PrepareTopics implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PrepareTopics.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private final BrokerReady ready;
  private volatile @Nullable Thread thread;

  PrepareTopics(KafkaSettings kafka, TopicSettings topics, BrokerReady ready) {
    this.kafka = kafka;
    this.topics = topics;
    this.ready = ready;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "prepare-topics");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  private void run() {
    try {
      while (thread == Thread.currentThread() && !prepared()) {
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
