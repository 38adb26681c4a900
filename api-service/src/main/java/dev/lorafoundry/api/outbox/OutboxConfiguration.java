package dev.lorafoundry.api.outbox;

import dev.lorafoundry.api.broker.BrokerReady;
import dev.lorafoundry.api.duty.OwnThread;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.outbox.Outbox;
import dev.lorafoundry.messaging.outbox.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxSettings.class)
final class OutboxConfiguration {
  @Bean
  OutboxBell outboxBell() {
    return new OutboxBell();
  }

  @Bean
  OutboxRelay outboxRelay(Outbox outbox, MessageSender sender, MeterRegistry meters) {
    return new OutboxRelay(outbox, sender, meters);
  }

  @Bean
  OwnThread sendOutbox(
      OutboxRelay relay, OutboxBell bell, BrokerReady broker, OutboxSettings settings) {
    return new OwnThread("outbox", new SendOutbox(relay, bell, broker, settings)::run);
  }
}
