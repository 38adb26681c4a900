package dev.lorafoundry.api.queue.kafka;

import dev.lorafoundry.api.broker.BrokerReady;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Starts listening as soon as Kafka has the topics. */
final class ListenToWorkers implements SmartLifecycle {
  private final MessageListenerContainer listeners;
  private final BrokerReady broker;
  private @Nullable Thread waiting;

  ListenToWorkers(MessageListenerContainer listeners, BrokerReady broker) {
    this.listeners = listeners;
    this.broker = broker;
  }

  @Override
  public synchronized void start() {
    Thread thread = new Thread(this::listenWhenReady, "listen-to-workers");
    thread.setDaemon(true);
    waiting = thread;
    thread.start();
  }

  private void listenWhenReady() {
    try {
      broker.await();
      listenUnlessStopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void listenUnlessStopped() {
    if (waiting != null) {
      listeners.start();
    }
  }

  @Override
  public synchronized void stop() {
    if (waiting != null) {
      waiting.interrupt();
      waiting = null;
      listeners.stop();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return waiting != null;
  }
}
