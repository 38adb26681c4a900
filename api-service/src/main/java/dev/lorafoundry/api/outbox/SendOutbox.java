package dev.lorafoundry.api.outbox;

import dev.lorafoundry.api.broker.BrokerReady;
import dev.lorafoundry.messaging.outbox.OutboxRelay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what lies in the outbox in a thread of its own: at once when the bell rings, and every now
 * and then in case another replica died before it had sent.
 */
final class SendOutbox implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(SendOutbox.class);

  private final OutboxRelay relay;
  private final OutboxBell bell;
  private final BrokerReady broker;
  private final OutboxSettings settings;
  private volatile @Nullable Thread thread;

  SendOutbox(OutboxRelay relay, OutboxBell bell, BrokerReady broker, OutboxSettings settings) {
    this.relay = relay;
    this.bell = bell;
    this.broker = broker;
    this.settings = settings;
  }

  @Override
  public void start() {
    Thread started = new Thread(this::run, "outbox");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  private void run() {
    try {
      broker.await();
      Duration pause = Duration.ZERO;
      while (thread == Thread.currentThread()) {
        bell.await(pause);
        pause = send() ? settings.lookEvery() : settings.pauseAfterFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean send() {
    try {
      relay.relay();
      return true;
    } catch (RuntimeException e) {
      log.warn(
          "The outbox could not be sent, next try within {}: {}",
          settings.pauseAfterFailure(),
          e.getMessage());
      return false;
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      awaitEnd(running);
    }
  }

  private static void awaitEnd(Thread running) {
    try {
      running.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
