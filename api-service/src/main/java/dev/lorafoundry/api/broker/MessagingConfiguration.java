package dev.lorafoundry.api.broker;

import dev.lorafoundry.api.duty.OwnThread;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.TopicSettings;
import dev.lorafoundry.messaging.codec.MessageCodec;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
final class MessagingConfiguration {
  @Bean
  KafkaSettings kafkaSettings(BrokerSettings broker) {
    return broker.toKafka();
  }

  @Bean
  MessageCodec messageCodec() {
    return new MessageCodec();
  }

  @Bean
  MessageSender messageSender(KafkaSettings kafka) {
    return MessageSender.to(kafka, "lora-foundry-api");
  }

  @Bean
  DeadLetters deadLetters(MessageSender sender, MeterRegistry meters) {
    return new DeadLetters(sender, meters);
  }

  @Bean
  BrokerReady brokerReady() {
    return new BrokerReady();
  }

  @Bean
  OwnThread prepareTopics(KafkaSettings kafka, BrokerReady ready) {
    PrepareTopics topics = new PrepareTopics(kafka, TopicSettings.DEFAULTS, ready);
    return new OwnThread("prepare-topics", topics::run);
  }
}
