package dev.lorafoundry.api.queue.kafka;

import dev.lorafoundry.api.broker.BrokerReady;
import dev.lorafoundry.api.queue.EventIntake;
import dev.lorafoundry.api.queue.Hearing;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.events.EventListeners;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventSettings.class)
final class EventConfiguration {
  @Bean
  WorkEventListener workEventListener(EventIntake intake, MessageCodec codec) {
    return new WorkEventListener(intake, codec);
  }

  @Bean
  MessageListenerContainer workEvents(
      WorkEventListener listener,
      KafkaSettings kafka,
      DeadLetters letters,
      EventSettings settings,
      Hearing hearing) {
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        EventListeners.factory(kafka, letters, EventConfiguration::passes)
            .createContainer(WorkEventListener.topics());
    container.setAutoStartup(false);
    container.setConcurrency(settings.threads());
    container.getContainerProperties().setGroupId(settings.group());
    container.getContainerProperties().setMessageListener(listener);
    container.getContainerProperties().setConsumerRebalanceListener(new DealtEvents(hearing));
    return container;
  }

  /** The database gives no answer, or two transactions were in each other's way. */
  private static boolean passes(Throwable failure) {
    return failure instanceof TransientDataAccessException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException;
  }

  @Bean
  ListenToWorkers listenToWorkers(MessageListenerContainer workEvents, BrokerReady broker) {
    return new ListenToWorkers(workEvents, broker);
  }
}
