package dev.lorafoundry.api.idempotency;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
final class IdempotencyConfiguration {
  @Bean
  PurgeOldAnswers purgeOldAnswers(Answers answers, InstantSource clock) {
    return new PurgeOldAnswers(answers, clock);
  }
}
