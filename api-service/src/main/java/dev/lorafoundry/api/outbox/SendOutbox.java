package dev.lorafoundry.api.outbox;

import dev.lorafoundry.api.broker.BrokerReady;
import dev.lorafoundry.messaging.outbox.OutboxRelay;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what lies in the outbox at once when the bell rings, and every now and then in case another
 * replica died before it had sent.
 */
final class SendOutbox {
  private static final Logger log = LoggerFactory.getLogger(SendOutbox.class);

  private final OutboxRelay relay;
  private final OutboxBell bell;
  private final BrokerReady broker;
  private final OutboxSettings settings;

  SendOutbox(OutboxRelay relay, OutboxBell bell, BrokerReady broker, OutboxSettings settings) {
    this.relay = relay;
    this.bell = bell;
    this.broker = broker;
    this.settings = settings;
  }

  /** Sends until nobody wants it any more. */
  void run(BooleanSupplier wanted) throws InterruptedException {
    broker.await();
    Duration pause = Duration.ZERO;
    while (wanted.getAsBoolean()) {
      bell.await(pause);
      pause = send() ? settings.lookEvery() : settings.pauseAfterFailure();
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
}
